package dev.molt.engine.statics;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;

/** By how many slots an instruction makes the operand stack deeper (JVMS 6.5). */
final class StackEffect {
    /** Of the opcodes 0 to 177, where the operands do not matter: the letter's distance from 'E'. */
    private static final String OF_OPCODES = "EFFFFFFFFGGFFFGGFFFFFFGFGFEEEEEEEEEEEEEEEEEEEEDEDEDDDDDCDCDEEEEEEEEEEEEEEEEEEEEBABABBBBDCF"
            + "FFGGGEDCDCDCDCDCDCDCDCDCDCEEEEDDDDDDDCDCDCEFEFDDEEFFDEDEEEBDDBBDDDDDDCCCCCCCCEFEDDDCDCDE";

    private StackEffect() {}

    static int of(AbstractInsnNode insn) {
        int op = insn.getOpcode();
        if (op < 0) return 0;
        switch (op) {
            case Opcodes.LDC:
                Object value = ((LdcInsnNode) insn).cst;
                return value instanceof Long || value instanceof Double ? 2 : 1;
            case Opcodes.GETSTATIC:
                return size((FieldInsnNode) insn);
            case Opcodes.PUTSTATIC:
                return -size((FieldInsnNode) insn);
            case Opcodes.GETFIELD:
                return size((FieldInsnNode) insn) - 1;
            case Opcodes.PUTFIELD:
                return -size((FieldInsnNode) insn) - 1;
            case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL, Opcodes.INVOKEINTERFACE:
                return call(((MethodInsnNode) insn).desc);
            case Opcodes.INVOKESTATIC:
                return call(((MethodInsnNode) insn).desc) + 1;
            case Opcodes.INVOKEDYNAMIC:
                return call(((InvokeDynamicInsnNode) insn).desc) + 1;
            case Opcodes.MULTIANEWARRAY:
                return 1 - ((MultiANewArrayInsnNode) insn).dims;
            case Opcodes.NEW:
                return 1;
            case Opcodes.NEWARRAY, Opcodes.ANEWARRAY, Opcodes.ARRAYLENGTH, Opcodes.CHECKCAST, Opcodes.INSTANCEOF:
                return 0;
            case Opcodes.ATHROW, Opcodes.MONITORENTER, Opcodes.MONITOREXIT, Opcodes.IFNULL, Opcodes.IFNONNULL:
                return -1;
            default:
                return OF_OPCODES.charAt(op) - 'E';
        }
    }

    private static int size(FieldInsnNode f) {
        return Type.getType(f.desc).getSize();
    }

    /** With a receiver. */
    private static int call(String descriptor) {
        int sizes = Type.getArgumentsAndReturnSizes(descriptor);
        return (sizes & 3) - (sizes >> 2);
    }
}
