package dev.molt.engine.statics;

import dev.molt.engine.evolve.Member;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Which segments of an enum's static initialiser make its constants, and which of them make them otherwise than before. */
final class EnumConstants {
    private final ClassNode running;
    private final ClassNode next;
    private final Map<String, Segment> before;
    private final Map<String, Segment> after;

    EnumConstants(ClassNode running, ClassNode next, List<Segment> runningSegments, List<Segment> nextSegments) {
        this.running = running;
        this.next = next;
        before = makers(running, runningSegments);
        after = makers(next, nextSegments);
    }

    private static Map<String, Segment> makers(ClassNode c, List<Segment> segments) {
        Set<String> constants = new HashSet<>(EnumChange.constants(c));
        Map<String, Segment> makers = new HashMap<>();
        for (Segment s : segments) {
            for (Member m : s.writes()) {
                if (constants.contains(m.name())) makers.put(m.name(), s);
            }
        }
        return makers;
    }

    /** The name of the constant that a segment of the new version makes, or null. */
    String madeBy(Segment segment) {
        for (Member m : segment.writes()) {
            if (after.get(m.name()) == segment) return m.name();
        }
        return null;
    }

    boolean isAdded(String name) {
        return !EnumChange.constants(running).contains(name);
    }

    /** Whether a living constant would be made with other arguments now; its ordinal does not count. */
    boolean isMadeOtherwise(String name) {
        Segment old = before.get(name);
        Segment now = after.get(name);
        return old == null || now == null || !withoutOrdinal(old).equals(withoutOrdinal(now));
    }

    /** Why a living constant can't become what the new version makes, or null. */
    Refusal refusal(String name) {
        Segment old = before.get(name);
        Segment now = after.get(name);
        if (old == null || now == null) return null;
        if (now.writes().size() > 1) {
            return new Refusal(name, "the constant is made together with others, and can't be made anew alone", "restart the JVM");
        }
        String type = madeType(old);
        String newType = madeType(now);
        if (type == null || type.equals(newType) || getsBody(name)) return null;
        String problem = type.equals(running.name) ? "the constant gets a body of its own, which is a class of its own"
                : next.name.equals(newType) ? "the constant loses its body, which is a class of its own"
                        : "the body of the constant is another class now";
        return new Refusal(name, problem + "; the class of a live object can't change",
                "give the constant a new name, or tell constants apart in a method of the enum");
    }

    /**
     * Whether a living constant gets a body. Of an enum that the VM takes no subclasses of, it makes the objects of the body's class as
     * objects of the enum, which the constant is, too.
     */
    boolean getsBody(String name) {
        Segment old = before.get(name);
        Segment now = after.get(name);
        if (old == null || now == null || !running.name.equals(madeType(old)) || running.name.equals(madeType(now))) return false;
        return (running.access & Opcodes.ACC_FINAL) != 0 || running.permittedSubclasses != null;
    }

    private static String madeType(Segment s) {
        for (AbstractInsnNode insn : s.instructions()) {
            if (insn.getOpcode() == Opcodes.NEW) return ((TypeInsnNode) insn).desc;
        }
        return null;
    }

    /** Instance fields that a constant which is made otherwise takes over: code decides final fields, and added ones have no value yet. */
    List<FieldNode> takenOver() {
        return next.fields.stream().filter(f -> (f.access & Opcodes.ACC_STATIC) == 0)
                .filter(f -> (f.access & Opcodes.ACC_FINAL) != 0 || isAdded(f)).toList();
    }

    /** Whether there are instance fields that living constants lack. */
    boolean hasAddedFields() {
        return next.fields.stream().anyMatch(f -> (f.access & Opcodes.ACC_STATIC) == 0 && isAdded(f));
    }

    private boolean isAdded(FieldNode f) {
        return running.fields.stream().noneMatch(o -> o.name.equals(f.name) && o.desc.equals(f.desc)
                && (o.access & Opcodes.ACC_STATIC) == 0);
    }

    /** Compilers begin with {@code new, dup, ldc name, push ordinal}. */
    private static String withoutOrdinal(Segment s) {
        List<AbstractInsnNode> code = s.instructions();
        String[] lines = s.text().split("\n", -1);
        boolean usual = code.size() > 4 && code.get(0).getOpcode() == Opcodes.NEW && code.get(1).getOpcode() == Opcodes.DUP
                && code.get(2) instanceof LdcInsnNode && lines.length > 4;
        if (usual) lines[3] = "ordinal";
        return String.join("\n", lines);
    }
}
