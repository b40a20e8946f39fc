package dev.molt.engine.statics;

import dev.molt.engine.classfile.CodeText;
import dev.molt.engine.evolve.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Cuts a static initialiser into as many segments as possible. */
final class Segments {
    private static final Remapper AS_WRITTEN = new Remapper(Opcodes.ASM9) {};

    private final ClassNode owner;
    private final MethodNode method;
    private final InsnList code;
    private final CodeFlow flow;
    private final boolean[] crossed;
    private final Helpers helpers;

    private Segments(ClassNode owner, MethodNode method) {
        this.owner = owner;
        this.method = method;
        code = method.instructions;
        flow = new CodeFlow(method);
        crossed = crossed();
        helpers = new Helpers(owner);
    }

    /** The static initialiser of a class, or null. */
    static MethodNode initialiser(ClassNode c) {
        for (MethodNode m : c.methods) {
            if (m.name.equals("<clinit>")) return m;
        }
        return null;
    }

    /** The segments of a class's static initialiser, without the return at its end; none where it has no initialiser. */
    static List<Segment> of(ClassNode c) {
        MethodNode m = initialiser(c);
        return m == null ? List.of() : new Segments(c, m).cut();
    }

    private List<Segment> cut() {
        List<Segment> segments = new ArrayList<>();
        int end = end();
        int from = 0;
        boolean started = false;
        for (int i = 0; i < end; i++) {
            if (code.get(i).getOpcode() < 0) continue;
            if (started && mayCut(i)) {
                segments.add(segment(from, i));
                from = firstLabelBefore(i);
            }
            started = true;
        }
        if (started) segments.add(segment(from, end));
        return segments;
    }

    private boolean mayCut(int index) {
        return flow.depth(index) == 0 && !crossed[index] && !flow.needsLocals(index);
    }

    /** Labels, line numbers and frames between two instructions belong to both. */
    private int firstLabelBefore(int index) {
        int at = index;
        while (at > 0 && code.get(at - 1).getOpcode() < 0) at--;
        return at;
    }

    /** The place of the last return, which every segment may reach by its end. */
    private int end() {
        for (int i = code.size() - 1; i >= 0; i--) {
            int op = code.get(i).getOpcode();
            if (op >= 0) return op == Opcodes.RETURN ? i : code.size();
        }
        return 0;
    }

    private boolean[] crossed() {
        boolean[] crossed = new boolean[code.size() + 1];
        int end = end();
        for (int i = 0; i < code.size(); i++) {
            AbstractInsnNode insn = code.get(i);
            for (int label : flow.targets(insn)) {
                int target = instructionAt(label);
                if (target > i) cross(crossed, i + 1, target);
                else cross(crossed, target + 1, i + 1);
            }
            if (insn.getOpcode() == Opcodes.RETURN && i < end) cross(crossed, i + 1, end);
        }
        for (TryCatchBlockNode g : method.tryCatchBlocks) {
            int start = instructionAt(code.indexOf(g.start));
            int stop = instructionAt(code.indexOf(g.end));
            int handler = instructionAt(code.indexOf(g.handler));
            cross(crossed, Math.min(start, handler) + 1, Math.max(stop, handler));
        }
        return crossed;
    }

    private static void cross(boolean[] crossed, int from, int to) {
        for (int i = from; i < to; i++) crossed[i] = true;
    }

    private int instructionAt(int index) {
        int at = index;
        while (at < code.size() && code.get(at).getOpcode() < 0) at++;
        return at;
    }

    private Segment segment(int from, int to) {
        List<AbstractInsnNode> nodes = new ArrayList<>();
        List<AbstractInsnNode> instructions = new ArrayList<>();
        Set<Member> writes = new LinkedHashSet<>();
        Set<Member> reads = new LinkedHashSet<>();
        for (int i = from; i < to; i++) {
            AbstractInsnNode insn = code.get(i);
            nodes.add(insn);
            if (insn.getOpcode() >= 0) instructions.add(insn);
            if (asksForConstants(insn)) reads.add(EnumChange.valuesField(owner));
            if (!(insn instanceof FieldInsnNode f) || !f.owner.equals(owner.name)) continue;
            if (f.getOpcode() == Opcodes.PUTSTATIC) writes.add(new Member(f.name, f.desc));
            if (f.getOpcode() == Opcodes.GETSTATIC) reads.add(new Member(f.name, f.desc));
        }
        reads.remove(null);
        Set<AbstractInsnNode> within = new HashSet<>(nodes);
        List<TryCatchBlockNode> guards = new ArrayList<>();
        for (TryCatchBlockNode g : method.tryCatchBlocks) {
            int start = instructionAt(code.indexOf(g.start));
            if (start < to && within.contains(code.get(start))) guards.add(g);
        }
        String text = String.join("\n", CodeText.exact(nodes, guards, 0, AS_WRITTEN));
        return new Segment(nodes, instructions, guards, text, writes, reads, helpers.calledBy(instructions));
    }

    /** Whether it gets all constants of the enum that this is, as from the field that holds them. */
    private boolean asksForConstants(AbstractInsnNode insn) {
        if ((owner.access & Opcodes.ACC_ENUM) == 0 || !(insn instanceof MethodInsnNode call)) return false;
        if (call.owner.equals(owner.name)) return call.name.equals("values") && call.desc.startsWith("()");
        boolean all = call.owner.equals("java/util/EnumSet") && call.name.equals("allOf")
                || call.owner.equals("java/lang/Class") && call.name.equals("getEnumConstants");
        return all && insn.getPrevious() instanceof LdcInsnNode c && Type.getObjectType(owner.name).equals(c.cst);
    }
}
