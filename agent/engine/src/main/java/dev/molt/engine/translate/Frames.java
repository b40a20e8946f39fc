package dev.molt.engine.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;

/** Stack map frames (JVMS 4.7.4), always expanded. */
final class Frames {
    private Frames() {}

    static FrameNode of(List<Object> locals, Object... stack) {
        return new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), stack.length, stack);
    }

    /** The verification types that parameters have at entry. */
    static List<Object> entry(Object receiver, String descriptor) {
        List<Object> locals = new ArrayList<>();
        if (receiver != null) locals.add(receiver);
        for (Type t : Type.getArgumentTypes(descriptor)) locals.add(of(t));
        return locals;
    }

    static Object of(Type t) {
        return switch (t.getSort()) {
            case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> Opcodes.INTEGER;
            case Type.LONG -> Opcodes.LONG;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            default -> t.getInternalName();
        };
    }

    private static int size(Object type) {
        return type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
    }

    /** Adds a local variable beyond all that the frame has. */
    static List<Object> with(List<Object> locals, int index, Object type) {
        List<Object> out = new ArrayList<>(locals);
        int at = out.stream().mapToInt(Frames::size).sum();
        for (; at < index; at++) out.add(Opcodes.TOP);
        out.add(type);
        return out;
    }

    static void addLocal(FrameNode frame, int index, Object type) {
        frame.local = with(frame.local == null ? List.of() : frame.local, index, type);
    }

    /** Puts code before a body that starts with that frame, since a jump of the code leads there. */
    static void prepend(InsnList body, InsnList code, FrameNode frame) {
        code.add(frame);
        if (startsWithFrame(body)) code.add(new InsnNode(Opcodes.NOP)); // there is but one frame for each instruction
        body.insert(code);
    }

    private static boolean startsWithFrame(InsnList body) {
        for (AbstractInsnNode at = body.getFirst(); at != null && at.getOpcode() < 0; at = at.getNext()) {
            if (at instanceof FrameNode) return true;
        }
        return false;
    }

    static List<Object> list(Object... types) {
        return new ArrayList<>(Arrays.asList(types));
    }
}
