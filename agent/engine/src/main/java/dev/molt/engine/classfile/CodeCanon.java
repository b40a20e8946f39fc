package dev.molt.engine.classfile;

import java.util.Arrays;
import org.objectweb.asm.Opcodes;

/**
 * Writes the code of a method into two buffers: what is executed, and what debuggers see. Places in the code are counted in
 * instructions, since byte offsets depend on the constant pool ({@code ldc} or {@code ldc_w}), and short forms of instructions count as
 * their long ones. Stack map frames are left out: they follow from the code, and the VM has none for classes that come from a class data
 * sharing archive. One instance serves all methods of a class.
 */
final class CodeCanon {
    private static final int ILOAD_0 = 26;
    private static final int ISTORE_0 = 59;
    /** From an instruction with a wide offset to the one with a short offset. */
    private static final int WIDE_JUMP = Instructions.GOTO_W - Opcodes.GOTO;

    final Canon body = new Canon(2048);
    final Canon debug = new Canon(512);
    private final ConstantPool pool;
    private int start;
    private int length;
    /** The number of the instruction that begins at an offset; -1 where none does. */
    private int[] numbers = {};
    private int instructions;

    CodeCanon(ConstantPool pool) {
        this.pool = pool;
    }

    /** The next method has no code, until it is {@link #read}. */
    void clear() {
        body.clear();
        debug.clear();
    }

    /** Reads a Code attribute (JVMS 4.7.3). */
    void read(int attribute) {
        length = pool.u4(attribute + 4);
        start = attribute + 8;
        number();
        for (int at = start; at < start + length; ) at = instruction(at);
        body.u1(0xFC).u2(pool.u2(attribute)).u2(pool.u2(attribute + 2));
        int handlers = pool.u2(start + length);
        int at = start + length + 2;
        for (int i = 0; i < handlers; i++, at += 8) {
            body.u1(0xFE);
            place(pool.u2(at));
            place(pool.u2(at + 2));
            place(pool.u2(at + 4));
            int type = pool.u2(at + 6);
            if (type == 0) body.u1(0);
            else pool.writeName(body.u1(1), type);
        }
        tables(at);
    }

    private void number() {
        if (numbers.length <= length) numbers = new int[Math.max(length + 1, 2 * numbers.length)];
        Arrays.fill(numbers, 0, length + 1, -1);
        instructions = 0;
        int at = start;
        while (at < start + length) {
            numbers[at - start] = instructions++;
            at += size(at);
        }
        if (at != start + length) throw new IllegalArgumentException("the last instruction of a method is longer than its code");
        numbers[length] = instructions;
    }

    private int size(int at) {
        return Instructions.size(pool, start, length, at);
    }

    private int aligned(int at) {
        return Instructions.aligned(start, at);
    }

    private int instruction(int at) {
        int opcode = pool.u1(at);
        int next = at + size(at);
        if (opcode >= ILOAD_0 && opcode < ILOAD_0 + 20) body.u1(Opcodes.ILOAD + (opcode - ILOAD_0 >> 2)).u2(opcode - ILOAD_0 & 3);
        else if (opcode >= ISTORE_0 && opcode < ISTORE_0 + 20) body.u1(Opcodes.ISTORE + (opcode - ISTORE_0 >> 2)).u2(opcode - ISTORE_0 & 3);
        else if (next == at + 1) body.u1(opcode);
        else operands(opcode, at);
        return next;
    }

    private void operands(int opcode, int at) {
        switch (opcode) {
            case Opcodes.LDC -> pool.write(body.u1(Opcodes.LDC), pool.u1(at + 1));
            case Instructions.LDC_W, Instructions.LDC2_W -> pool.write(body.u1(Opcodes.LDC), pool.u2(at + 1));
            case Opcodes.BIPUSH, Opcodes.NEWARRAY -> body.u1(opcode).u1(pool.u1(at + 1));
            case Opcodes.SIPUSH -> body.u1(opcode).u2(pool.u2(at + 1));
            case Opcodes.IINC -> body.u1(opcode).u2(pool.u1(at + 1)).u2((byte) pool.u1(at + 2));
            case Instructions.WIDE -> {
                body.u1(pool.u1(at + 1)).u2(pool.u2(at + 2));
                if (pool.u1(at + 1) == Opcodes.IINC) body.u2(pool.u2(at + 4));
            }
            case Opcodes.GETSTATIC, Opcodes.PUTSTATIC, Opcodes.GETFIELD, Opcodes.PUTFIELD, Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL,
                    Opcodes.INVOKESTATIC, Opcodes.INVOKEINTERFACE -> pool.writeMember(body.u1(opcode), pool.u2(at + 1));
            case Opcodes.INVOKEDYNAMIC -> pool.writeDynamic(body.u1(opcode), pool.u2(at + 1), ConstantPool.INVOKE_DYNAMIC);
            case Opcodes.NEW, Opcodes.ANEWARRAY, Opcodes.CHECKCAST, Opcodes.INSTANCEOF -> pool.writeName(body.u1(opcode), pool.u2(at + 1));
            case Opcodes.MULTIANEWARRAY -> {
                pool.writeName(body.u1(opcode), pool.u2(at + 1));
                body.u1(pool.u1(at + 3));
            }
            case Opcodes.TABLESWITCH -> tableSwitch(at);
            case Opcodes.LOOKUPSWITCH -> lookupSwitch(at);
            case Instructions.GOTO_W, Instructions.JSR_W -> {
                body.u1(opcode - WIDE_JUMP);
                place(at - start + pool.u4(at + 1));
            }
            default -> {
                boolean variable = opcode >= Opcodes.ILOAD && opcode <= Opcodes.ALOAD || opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE
                        || opcode == Opcodes.RET;
                body.u1(opcode);
                if (variable) body.u2(pool.u1(at + 1));
                else place(at - start + (short) pool.u2(at + 1));
            }
        }
    }

    private void tableSwitch(int at) {
        int table = aligned(at);
        int low = pool.u4(table + 4);
        int high = pool.u4(table + 8);
        body.u1(Opcodes.TABLESWITCH).u4(low).u4(high);
        place(at - start + pool.u4(table));
        for (int i = 0; i <= high - low; i++) place(at - start + pool.u4(table + 12 + 4 * i));
    }

    private void lookupSwitch(int at) {
        int table = aligned(at);
        int pairs = pool.u4(table + 4);
        body.u1(Opcodes.LOOKUPSWITCH).u4(pairs);
        place(at - start + pool.u4(table));
        for (int i = 0; i < pairs; i++) {
            body.u4(pool.u4(table + 8 + 8 * i));
            place(at - start + pool.u4(table + 12 + 8 * i));
        }
    }

    private void place(int offset) {
        place(body, offset);
    }

    private void place(Canon out, int offset) {
        if (offset < 0 || offset > length) throw new IllegalArgumentException("code refers to a place outside of itself");
        if (numbers[offset] >= 0) out.u1('b').u2(numbers[offset]);
        else out.u1('o').u2(offset);
    }

    // ---- what debuggers see ----

    private void tables(int attributes) {
        int types = 0;
        long[] lines = {};
        int at = attributes + 2;
        for (int i = pool.u2(attributes); i > 0; i--, at += 6 + pool.u4(at + 2)) {
            if (pool.is(pool.u2(at), "LineNumberTable")) lines = withLines(lines, at + 6);
            else if (pool.is(pool.u2(at), "LocalVariableTypeTable")) types = at + 6;
        }
        // Nothing says that they are in the order of the code, and whoever writes the class anew puts them in order.
        Arrays.sort(lines);
        lines(lines);
        at = attributes + 2;
        for (int i = pool.u2(attributes); i > 0; i--, at += 6 + pool.u4(at + 2)) {
            if (pool.is(pool.u2(at), "LocalVariableTable")) variables(at + 6, types);
        }
    }

    /** Without repetitions: HotSpot keeps the differences to the entry before, beginning with line 0 at 0, and drops what differs in nothing. */
    private void lines(long[] sorted) {
        int before = 0;
        int lineBefore = 0;
        for (long entry : sorted) {
            int offset = (int) (entry >>> 32);
            int line = (int) entry & 0xFFFF;
            if (offset != before || line != lineBefore) place(debug.u1('l').u2(line), offset);
            before = offset;
            lineBefore = line;
        }
    }

    /** Sorts by the place, then by the order in the file. */
    private long[] withLines(long[] before, int table) {
        int count = pool.u2(table);
        long[] lines = Arrays.copyOf(before, before.length + count);
        for (int i = 0; i < count; i++) {
            int number = before.length + i;
            lines[number] = (long) pool.u2(table + 2 + 4 * i) << 32 | (long) (number & 0xFFFF) << 16 | pool.u2(table + 4 + 4 * i);
        }
        return lines;
    }

    private void variables(int table, int types) {
        int at = table + 2;
        for (int i = pool.u2(table); i > 0; i--, at += 10) {
            int from = pool.u2(at);
            int variable = pool.u2(at + 8);
            pool.writeText(debug.u1('v'), pool.u2(at + 4));
            pool.writeText(debug, pool.u2(at + 6));
            int signature = signature(types, from, variable);
            if (signature == 0) debug.u1(0);
            else pool.writeText(debug.u1(1), signature);
            place(debug, from);
            place(debug, from + pool.u2(at + 2));
            debug.u2(variable);
        }
    }

    /** The generic type of a local variable; 0 where it has none. */
    private int signature(int types, int from, int variable) {
        if (types == 0) return 0;
        int at = types + 2;
        for (int i = pool.u2(types); i > 0; i--, at += 10) {
            if (pool.u2(at) == from && pool.u2(at + 8) == variable) return pool.u2(at + 6);
        }
        return 0;
    }
}
