package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * A class that has become public, while the VM still thinks that it belongs to its package. Code of other packages may not name it in an
 * instruction (JVMS 5.4.4), but may have values of its type: they come out of static methods in its companion, which is public.
 */
final class Opened {
    private static final int ACCESS = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    private static final String CAST = "molt$cast";
    private static final String INSTANCE = "molt$instance";
    private static final String CLASS = "molt$class";
    private static final String OBJECT = "(Ljava/lang/Object;)";

    private Opened() {}

    static boolean is(ClassFile physical, ClassFile logical) {
        return (physical.access() & Opcodes.ACC_PUBLIC) == 0 && (logical.access() & Opcodes.ACC_PUBLIC) != 0;
    }

    /** Adds the methods that other packages need to the companion of such a class. */
    static void addMethods(ClassNode host, String type) {
        method(host, CAST, OBJECT + "L" + type + ";", new TypeInsnNode(Opcodes.CHECKCAST, type), Opcodes.ARETURN);
        method(host, INSTANCE, OBJECT + "Z", new TypeInsnNode(Opcodes.INSTANCEOF, type), Opcodes.IRETURN);
        method(host, CLASS, "()Ljava/lang/Class;", new LdcInsnNode(Type.getObjectType(type)), Opcodes.ARETURN);
    }

    private static void method(ClassNode host, String name, String descriptor, AbstractInsnNode insn, int end) {
        MethodNode method = new MethodNode(Opcodes.ASM9, ACCESS, name, descriptor, null, null);
        if (descriptor.startsWith(OBJECT)) method.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
        method.instructions.add(insn);
        method.instructions.add(new InsnNode(end));
        host.methods.add(method);
    }

    static MethodInsnNode cast(String host, String type) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, host, CAST, OBJECT + "L" + type + ";", false);
    }

    /** What stands for an instruction that names the class, or null where nothing does. */
    static MethodInsnNode standIn(String host, String type, AbstractInsnNode insn) {
        return switch (insn.getOpcode()) {
            case Opcodes.CHECKCAST -> cast(host, type);
            case Opcodes.INSTANCEOF -> new MethodInsnNode(Opcodes.INVOKESTATIC, host, INSTANCE, OBJECT + "Z", false);
            case Opcodes.LDC -> new MethodInsnNode(Opcodes.INVOKESTATIC, host, CLASS, "()Ljava/lang/Class;", false);
            default -> null;
        };
    }
}
