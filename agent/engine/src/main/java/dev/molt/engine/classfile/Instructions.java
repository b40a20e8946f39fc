package dev.molt.engine.classfile;

import org.objectweb.asm.Opcodes;

/** Where instructions begin and end (JVMS 6.5). */
final class Instructions {
    static final int LDC_W = 19;
    static final int LDC2_W = 20;
    static final int WIDE = 196;
    static final int GOTO_W = 200;
    static final int JSR_W = 201;
    /** Bytes that follow each opcode; {@code ?} where that depends. */
    private static final String OPERANDS = "0".repeat(16) + "12122" + "11111" + "0".repeat(28) + "11111" + "0".repeat(73) + "2"
            + "0".repeat(20) + "2".repeat(16) + "1??" + "0".repeat(6) + "2222222" + "442" + "12" + "00" + "22" + "00" + "?3" + "22" + "44";

    private Instructions() {}

    /**
     * The bytes of an instruction.
     *
     * @param start where the method's code begins
     * @param length of the method's code
     * @param at where the instruction begins
     */
    static int size(ConstantPool pool, int start, int length, int at) {
        int opcode = pool.u1(at);
        if (opcode >= OPERANDS.length()) throw new IllegalArgumentException("the unknown instruction " + opcode);
        char operands = OPERANDS.charAt(opcode);
        if (operands != '?') return 1 + operands - '0';
        if (opcode == WIDE) return pool.u1(at + 1) == Opcodes.IINC ? 6 : 4;
        int table = aligned(start, at);
        long entries = opcode == Opcodes.TABLESWITCH ? (long) pool.u4(table + 8) - pool.u4(table + 4) + 1 : 2L * pool.u4(table + 4);
        if (entries < 0 || entries > length) throw new IllegalArgumentException("a switch with " + entries + " entries");
        return table + (opcode == Opcodes.TABLESWITCH ? 12 : 8) + 4 * (int) entries - at;
    }

    /** Where the operands of a switch begin. */
    static int aligned(int start, int at) {
        return at + 4 - (at - start & 3);
    }
}
