package dev.molt.engine.jdk;

import dev.molt.engine.vm.InternalAccess;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.Loaders;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;

/**
 * Interfaces of the JDK that loaded classes of the application gain or lose. The JDK's own code asks the VM for them, when it sorts, runs,
 * closes or iterates; as long as such an interface is disputed, the classes that do so ask a companion of the interface, which asks the
 * VM first. The object itself is handed over, and no stand-in, so that identity, locks and {@code equals} are what they are.
 *
 * <p>Retransformed are the loaded classes that name such an interface, and nothing is when there is none.
 */
public final class JdkTypes {
    /** The VM holds on to methods of the first, and everything that is linked runs through the second; both handle objects of the JDK alone. */
    private static final List<String> LEFT_ALONE = List.of("jdk/internal/vm/", "java/lang/invoke/", "dev/molt/");

    private final Instrumentation instrumentation;
    private final InternalAccess access;
    private final LoadedBytes loadedBytes;
    private final TypeNumbers numbers;
    private final Map<String, Throwable> failures = new ConcurrentHashMap<>();
    private final Transformer transformer = new Transformer();
    private volatile Set<String> types = Set.of();

    public JdkTypes(Instrumentation instrumentation, InternalAccess access, LoadedBytes loadedBytes, TypeNumbers numbers) {
        this.instrumentation = instrumentation;
        this.access = access;
        this.loadedBytes = loadedBytes;
        this.numbers = numbers;
    }

    /** Whether the code that asks for an interface of the JDK can be made to ask otherwise: it must see the companion. */
    public static boolean takes(Class<?> type) {
        return type.isInterface() && type.getClassLoader() == null;
    }

    /**
     * From now on, the JDK's code asks for these interfaces, given by internal name, otherwise, and for no others; names of other types do
     * not count.
     *
     * @throws UnsupportedOperationException when a class of the JDK does not take it; what was there before is there again then
     */
    public synchronized void use(Set<String> disputed) {
        Set<String> wanted = new TreeSet<>();
        List<Class<?>> fresh = new ArrayList<>();
        for (String name : disputed) {
            Class<?> type = find(name);
            if (type == null || !takes(type)) continue;
            wanted.add(name);
            if (!types.contains(name)) fresh.add(type);
        }
        if (wanted.equals(types)) return;
        for (Class<?> type : fresh) define(type);
        Set<String> before = types;
        try {
            change(before, wanted);
        } catch (UnsupportedOperationException e) {
            change(wanted, before);
            throw e;
        }
    }

    private static Class<?> find(String internalName) {
        try {
            return Class.forName(internalName.replace('/', '.'), false, null);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private void change(Set<String> before, Set<String> wanted) {
        Set<String> all = new TreeSet<>(before);
        all.addAll(wanted);
        List<Class<?>> users = users(all);
        failures.clear();
        types = wanted;
        if (before.isEmpty()) instrumentation.addTransformer(transformer, true);
        try {
            if (!users.isEmpty()) instrumentation.retransformClasses(users.toArray(Class[]::new));
        } catch (UnmodifiableClassException | LinkageError e) {
            throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") does not let its code ask otherwise for "
                    + String.join(", ", wanted).replace('/', '.') + ": " + e, e);
        } finally {
            if (wanted.isEmpty()) instrumentation.removeTransformer(transformer);
        }
        if (failures.isEmpty()) return;
        throw new UnsupportedOperationException("code of this JDK (" + Runtime.version() + ") can't be made to ask otherwise for a type: " + failures);
    }

    /** The loaded classes of the JDK that ask for one of these. */
    private List<Class<?>> users(Set<String> names) {
        List<Class<?>> users = new ArrayList<>();
        try (LoadedBytes.Reading reading = loadedBytes.begin()) {
            for (Class<?> type : instrumentation.getAllLoadedClasses()) {
                if (type.isArray() || type.isHidden() || type.isPrimitive() || !Loaders.isJdk(type.getClassLoader())) continue;
                if (!instrumentation.isModifiableClass(type) || isLeftAlone(type.getName().replace('.', '/'))) continue;
                byte[] bytes = file(type);
                if (bytes != null && TypeWeaver.weave(bytes, names) != null) users.add(type);
            }
        }
        return users;
    }

    private static boolean isLeftAlone(String name) {
        return LEFT_ALONE.stream().anyMatch(name::startsWith);
    }

    private byte[] file(Class<?> type) {
        String path = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getModule().isNamed() ? type.getModule().getResourceAsStream(path) : null) {
            return in != null ? in.readAllBytes() : loadedBytes.read(type).orElse(null);
        } catch (IOException e) {
            return loadedBytes.read(type).orElse(null);
        }
    }

    /** Companions stay: the VM does not unload them. */
    private void define(Class<?> type) {
        String companion = TypeCompanion.nameOf(Type.getInternalName(type));
        if (find(companion) != null) return;
        Map<Class<?>, ClassNode> files = new LinkedHashMap<>();
        collect(type, files);
        for (Class<?> above : files.keySet()) {
            if (above != type) define(above);
        }
        TypeCompanion.Made made = TypeCompanion.make(type, files, numbers);
        access.define(null, companion.replace('/', '.'), made.bytes(), null);
        numbers.companion(type, made.bodies(), companion);
    }

    private void collect(Class<?> type, Map<Class<?>, ClassNode> files) {
        byte[] bytes = file(type);
        if (bytes == null) throw new UnsupportedOperationException("the class file of " + type.getName() + " can't be read");
        ClassNode node = new ClassNode(Opcodes.ASM9);
        new ClassReader(bytes).accept(node, 0);
        if (files.putIfAbsent(type, node) != null) return;
        for (String above : node.interfaces) {
            Class<?> found = find(above);
            if (found != null) collect(found, files);
        }
    }

    private final class Transformer implements ClassFileTransformer {
        @Override
        public byte[] transform(ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
            Set<String> wanted = types;
            if (wanted.isEmpty() || name == null || !Loaders.isJdk(loader) || isLeftAlone(name)) return null;
            try {
                return TypeWeaver.weave(bytes, wanted);
            } catch (RuntimeException | LinkageError e) {
                failures.put(name, e);
                return null;
            }
        }
    }
}
