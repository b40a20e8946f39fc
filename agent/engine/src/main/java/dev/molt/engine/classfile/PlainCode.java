package dev.molt.engine.classfile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * Finds methods whose code refers to nothing of note, by a look at the bytes alone. Each constant is judged once, however many
 * instructions refer to it.
 */
public final class PlainCode {
    private final ConstantPool pool;
    private final Judge judge;
    private final Map<Integer, Boolean> judged = new HashMap<>();

    private PlainCode(ConstantPool pool, Judge judge) {
        this.pool = pool;
        this.judge = judge;
    }

    /** Tells which references are of no note. */
    public interface Judge {
        /** A field or method that an instruction refers to. */
        boolean passesMember(int opcode, String owner, String name, String descriptor);

        /** A class that an instruction or a catch clause refers to; for arrays, a descriptor (JVMS 4.4.1). */
        boolean passesType(String name);
    }

    /**
     * Those methods all of whose references pass. An {@code invokedynamic}, a method handle and the like never pass, and neither does code
     * without the frames that it needs: the VM has none for classes of its class data archive.
     *
     * @param file a class file that can be read
     * @param among names with descriptors of the methods to look at
     */
    public static Set<String> of(byte[] file, Set<String> among, Judge judge) {
        ConstantPool pool = new ConstantPool(file);
        PlainCode plain = new PlainCode(pool, judge);
        int at = pool.end() + 6;
        at += 2 + 2 * pool.u2(at);
        int fields = pool.u2(at);
        at += 2;
        for (int i = 0; i < fields; i++) at = Attributes.skip(pool, at + 6);
        int methods = pool.u2(at);
        at += 2;
        Set<String> found = new HashSet<>();
        for (int i = 0; i < methods; i++) {
            String method = pool.text(pool.u2(at + 2)) + pool.text(pool.u2(at + 4));
            Attributes attributes = new Attributes(pool, at + 6);
            if (among.contains(method) && (attributes.code == 0 || plain.isPlain(attributes.code))) found.add(method);
            at = attributes.end;
        }
        return found;
    }

    private boolean isPlain(int code) {
        int length = pool.u4(code + 4);
        int start = code + 8;
        int end = start + length;
        boolean straight = true;
        for (int at = start; at < end; ) {
            if (!passes(at)) return false;
            int next = at + Instructions.size(pool, start, length, at);
            straight &= next == end || !leaves(pool.u1(at));
            at = next;
        }
        int handlers = pool.u2(end);
        for (int i = 0; i < handlers; i++) {
            int caught = pool.u2(end + 2 + 8 * i + 6);
            if (caught != 0 && !judged(0, caught)) return false;
        }
        return straight && handlers == 0 || hasFrames(end + 2 + 8 * handlers);
    }

    /** Whether something else than the next instruction may come next. */
    private static boolean leaves(int opcode) {
        return opcode >= Opcodes.IFEQ && opcode <= Opcodes.RETURN || opcode == Opcodes.ATHROW || opcode == Opcodes.IFNULL || opcode == Opcodes.IFNONNULL
                || opcode == Instructions.GOTO_W || opcode == Instructions.JSR_W;
    }

    private boolean hasFrames(int attributes) {
        int at = attributes + 2;
        for (int i = pool.u2(attributes); i > 0; i--, at += 6 + pool.u4(at + 2)) {
            if (pool.is(pool.u2(at), "StackMapTable")) return true;
        }
        return false;
    }

    private boolean passes(int at) {
        int opcode = pool.u1(at);
        return switch (opcode) {
            case Opcodes.LDC -> isPlainConstant(pool.u1(at + 1));
            case Instructions.LDC_W, Instructions.LDC2_W -> isPlainConstant(pool.u2(at + 1));
            case Opcodes.GETSTATIC, Opcodes.PUTSTATIC, Opcodes.GETFIELD, Opcodes.PUTFIELD, Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL,
                    Opcodes.INVOKESTATIC, Opcodes.INVOKEINTERFACE -> judged(opcode, pool.u2(at + 1));
            case Opcodes.NEW, Opcodes.ANEWARRAY, Opcodes.CHECKCAST, Opcodes.INSTANCEOF, Opcodes.MULTIANEWARRAY -> judged(0, pool.u2(at + 1));
            case Opcodes.INVOKEDYNAMIC -> false;
            default -> true;
        };
    }

    private boolean isPlainConstant(int index) {
        return switch (pool.tag(index)) {
            case ConstantPool.INTEGER, ConstantPool.FLOAT, ConstantPool.LONG, ConstantPool.DOUBLE, ConstantPool.STRING -> true;
            case ConstantPool.CLASS -> judged(0, index);
            default -> false;
        };
    }

    private boolean judged(int opcode, int index) {
        int key = opcode << 16 | index;
        Boolean known = judged.get(key);
        if (known != null) return known;
        boolean passes = opcode == 0 ? judge.passesType(pool.name(index)) : passesMember(opcode, index);
        judged.put(key, passes);
        return passes;
    }

    private boolean passesMember(int opcode, int index) {
        int member = pool.place(index, pool.tag(index));
        int nameAndType = pool.place(pool.u2(member + 2), ConstantPool.NAME_AND_TYPE);
        return judge.passesMember(opcode, pool.name(pool.u2(member)), pool.text(pool.u2(nameAndType)), pool.text(pool.u2(nameAndType + 2)));
    }
}
