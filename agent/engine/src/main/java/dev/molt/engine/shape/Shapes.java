package dev.molt.engine.shape;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.dependents.World;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The shapes that new classes get in the VM, where a loaded class is below them. */
final class Shapes {
    private static final int WIDTH = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

    private Shapes() {}

    /** An interface without members in the place of a class. */
    static byte[] marker(byte[] logical) {
        ClassNode node = read(logical);
        node.access = node.access & Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC;
        node.superName = "java/lang/Object";
        node.signature = null;
        node.recordComponents = null;
        node.permittedSubclasses = null;
        node.nestHostClass = null;
        node.nestMembers = null;
        node.fields.clear();
        node.methods.clear();
        return write(node);
    }

    /**
     * A class whose superclass is such an interface: it extends the next one that is not, and has a place for each method that it
     * inherits.
     *
     * @return null for a class that has no such superclass
     */
    static byte[] below(byte[] logical, Predicate<String> isMarker, World world) {
        ClassNode node = read(logical);
        if (node.superName == null || !isMarker.test(node.superName)) return null;
        Map<String, ClassFile> markers = new LinkedHashMap<>();
        while (isMarker.test(node.superName)) {
            ClassFile marker = world.lookup(node.superName);
            markers.put(node.superName, marker);
            node.superName = marker.superName();
        }
        Set<String> known = new HashSet<>();
        for (MethodNode m : node.methods) known.add(m.name + m.desc);
        markers.forEach((name, file) -> {
            if (!node.interfaces.contains(name)) node.interfaces.add(name);
            for (var m : file.methods()) {
                boolean inherited = (m.access() & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_ABSTRACT)) == 0 && !m.name().startsWith("<");
                boolean visible = (m.access() & WIDTH) != 0 || world.samePackage(name, node.name);
                if (inherited && visible && known.add(m.name() + m.descriptor())) node.methods.add(stub(m.access(), m.name(), m.descriptor()));
            }
        });
        node.signature = null;
        return write(node);
    }

    private static MethodNode stub(int access, String name, String descriptor) {
        MethodNode stub = new MethodNode(Opcodes.ASM9, access & WIDTH | Opcodes.ACC_SYNTHETIC, name, descriptor, null, null);
        stub.instructions.add(new InsnNode(Opcodes.ACONST_NULL));
        stub.instructions.add(new InsnNode(Opcodes.ATHROW));
        return stub;
    }

    /** The static initialiser of a class, or null. */
    static MethodNode initialiser(byte[] logical) {
        for (MethodNode m : read(logical).methods) {
            if (m.name.equals("<clinit>")) return m;
        }
        return null;
    }

    /** The superclasses of a class, the nearest first, as far as they are known. */
    static Set<String> above(ClassFile of, World world) {
        Set<String> names = new LinkedHashSet<>();
        for (ClassFile c = of; c != null && c.superName() != null && names.add(c.superName()); c = world.lookup(c.superName())) { }
        return names;
    }

    private static ClassNode read(byte[] bytes) {
        ClassNode node = new ClassNode(Opcodes.ASM9);
        new ClassReader(bytes).accept(node, ClassReader.EXPAND_FRAMES);
        return node;
    }

    private static byte[] write(ClassNode node) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }
}
