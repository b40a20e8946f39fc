package dev.molt.engine.view;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/**
 * Puts hooks into JDK classes. It stays registered while there are any, since each retransformation, whoever asks for it, starts again from
 * the class as it was before.
 */
final class HookTransformer implements ClassFileTransformer {
    private final Map<String, Exception> failures = new ConcurrentHashMap<>();
    private volatile Map<String, List<Hook>> hooks = Map.of();

    /** From now on classes get these hooks; those that are loaded, when they are retransformed. */
    void use(Map<String, List<Hook>> wanted) {
        failures.clear();
        hooks = wanted;
    }

    /** What went wrong since {@link #use}, by class. */
    Map<String, Exception> failures() {
        return Map.copyOf(failures);
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
        if (loader != null || name == null) return null;
        List<Hook> wanted = hooks.get(name);
        if (wanted == null) return null;
        try {
            List<String> problems = new ArrayList<>();
            byte[] woven = weave(bytes, wanted, problems);
            if (problems.isEmpty()) return woven;
            failures.put(name, new UnsupportedOperationException(String.join("; ", problems)));
        } catch (RuntimeException e) {
            failures.put(name, e);
        }
        return null;
    }

    /** Whatever in a class does not look as a hook expects it. */
    static List<String> problems(byte[] bytes, List<Hook> hooks) {
        List<String> problems = new ArrayList<>();
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        weave(node, hooks, problems);
        return problems;
    }

    private static void weave(ClassNode node, List<Hook> hooks, List<String> problems) {
        for (Hook hook : hooks) {
            for (String lacking : hook.weave(node)) problems.add(node.name.replace('/', '.') + " has no " + lacking);
        }
    }

    /** The class with all hooks. Whatever does not look as a hook expects it is added to the problems. */
    static byte[] weave(byte[] bytes, List<Hook> hooks, List<String> problems) {
        ClassReader reader = new ClassReader(bytes);
        ClassNode node = new ClassNode();
        reader.accept(node, 0);
        weave(node, hooks, problems);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }
}
