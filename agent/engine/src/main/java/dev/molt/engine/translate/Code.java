package dev.molt.engine.translate;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Small runs of instructions. */
final class Code {
    private Code() {}

    static AbstractInsnNode push(int value) {
        if (value >= -1 && value <= 5) return new InsnNode(Opcodes.ICONST_0 + value);
        return value >= Short.MIN_VALUE && value <= Short.MAX_VALUE ? new IntInsnNode(Opcodes.SIPUSH, value) : new LdcInsnNode(value);
    }

    static AbstractInsnNode load(Type t, int index) {
        return new VarInsnNode(t.getOpcode(Opcodes.ILOAD), index);
    }

    static AbstractInsnNode store(Type t, int index) {
        return new VarInsnNode(t.getOpcode(Opcodes.ISTORE), index);
    }

    /** Loads parameters, the first of which has that index; gives the index behind the last. */
    static int loadAll(InsnList out, String descriptor, int first) {
        int at = first;
        for (Type t : Type.getArgumentTypes(descriptor)) {
            out.add(load(t, at));
            at += t.getSize();
        }
        return at;
    }

    /** The default value of a type (JVMS 2.3, 2.4). */
    static AbstractInsnNode defaultOf(Type t) {
        return new InsnNode(switch (t.getSort()) {
            case Type.LONG -> Opcodes.LCONST_0;
            case Type.FLOAT -> Opcodes.FCONST_0;
            case Type.DOUBLE -> Opcodes.DCONST_0;
            case Type.ARRAY, Type.OBJECT -> Opcodes.ACONST_NULL;
            default -> Opcodes.ICONST_0;
        });
    }

    static AbstractInsnNode returnOf(Type t) {
        return new InsnNode(t.getOpcode(Opcodes.IRETURN));
    }

    /** From an Object to the type, which it is known to have. */
    static void unbox(InsnList out, Type t) {
        if (t.getSort() >= Type.ARRAY) {
            if (!t.getInternalName().equals("java/lang/Object")) out.add(new TypeInsnNode(Opcodes.CHECKCAST, t.getInternalName()));
            return;
        }
        String box = switch (t.getSort()) {
            case Type.BOOLEAN -> "java/lang/Boolean";
            case Type.CHAR -> "java/lang/Character";
            case Type.BYTE -> "java/lang/Byte";
            case Type.SHORT -> "java/lang/Short";
            case Type.INT -> "java/lang/Integer";
            case Type.LONG -> "java/lang/Long";
            case Type.FLOAT -> "java/lang/Float";
            default -> "java/lang/Double";
        };
        out.add(new TypeInsnNode(Opcodes.CHECKCAST, box));
        out.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, box, t.getClassName() + "Value", "()" + t.getDescriptor(), false));
    }

    static MethodNode copy(MethodNode m) {
        MethodNode copy = new MethodNode(Opcodes.ASM9, m.access, m.name, m.desc, m.signature, m.exceptions.toArray(new String[0]));
        m.accept(copy);
        return copy;
    }

    static AbstractInsnNode nextReal(AbstractInsnNode insn) {
        AbstractInsnNode at = insn;
        while (at != null && at.getOpcode() < 0) at = at.getNext();
        return at;
    }
}
