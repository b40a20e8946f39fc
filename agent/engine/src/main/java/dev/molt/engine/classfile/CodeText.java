package dev.molt.engine.classfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * A piece of code as text that can be compared: one line for each instruction, whatever the constant pool, the line numbers and the
 * code around it. Names go through a {@link Remapper}, so that a caller can put something else in the place of names that mean nothing.
 */
public final class CodeText {
    private final Remapper names;
    private final int parameters;
    private final Map<LabelNode, Integer> labels = new HashMap<>();
    private final Set<LabelNode> targets = new HashSet<>();
    private final Map<Integer, Integer> locals = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    private CodeText(Remapper names, int parameters) {
        this.names = names;
        this.parameters = parameters;
    }

    /**
     * Places and local variables are numbered in the order in which they appear.
     *
     * @param guards the exception table of the method; ranges that begin elsewhere are left out
     * @param parameters local variables below this number are parameters, which keep their numbers
     */
    public static List<String> exact(List<AbstractInsnNode> code, List<TryCatchBlockNode> guards, int parameters, Remapper names) {
        CodeText text = new CodeText(names, parameters);
        List<TryCatchBlockNode> within = guardsWithin(code, guards);
        for (AbstractInsnNode insn : code) text.addTargets(insn);
        for (TryCatchBlockNode g : within) text.targets.addAll(List.of(g.start, g.end, g.handler));
        for (AbstractInsnNode insn : code) text.add(insn);
        for (TryCatchBlockNode g : within) {
            text.lines.add("TRY " + text.label(g.start) + text.label(g.end) + text.label(g.handler)
                    + (g.type == null ? "any" : names.mapType(g.type)));
        }
        return text.lines;
    }

    /** The words of the code without places and local variables: for measuring how alike two pieces are. */
    public static List<String> words(Iterable<AbstractInsnNode> code, Remapper names) {
        CodeText text = new CodeText(names, 0);
        List<String> words = new ArrayList<>();
        for (AbstractInsnNode insn : code) {
            if (insn instanceof LabelNode || insn instanceof LineNumberNode || insn instanceof FrameNode) continue;
            if (insn instanceof VarInsnNode || insn instanceof JumpInsnNode || insn instanceof IincInsnNode) {
                words.add(Integer.toString(insn.getOpcode()));
                continue;
            }
            if (insn instanceof LdcInsnNode) words.add("constant");
            if (insn instanceof MethodInsnNode m) words.add("call " + m.name);
            text.add(insn);
            words.add(text.lines.get(text.lines.size() - 1));
        }
        return words;
    }

    private static List<TryCatchBlockNode> guardsWithin(List<AbstractInsnNode> code, List<TryCatchBlockNode> guards) {
        if (guards.isEmpty()) return guards;
        Set<AbstractInsnNode> all = new HashSet<>(code);
        return guards.stream().filter(g -> all.contains(g.start)).toList();
    }

    private void addTargets(AbstractInsnNode insn) {
        if (insn instanceof JumpInsnNode j) {
            targets.add(j.label);
        } else if (insn instanceof TableSwitchInsnNode s) {
            targets.add(s.dflt);
            targets.addAll(s.labels);
        } else if (insn instanceof LookupSwitchInsnNode s) {
            targets.add(s.dflt);
            targets.addAll(s.labels);
        }
    }

    private void add(AbstractInsnNode insn) {
        int op = insn.getOpcode();
        if (insn instanceof LabelNode l) {
            if (targets.contains(l)) lines.add("at " + label(l));
        } else if (insn instanceof LineNumberNode || insn instanceof FrameNode) {
            return;
        } else if (insn instanceof IntInsnNode i) {
            line(op, i.operand);
        } else if (insn instanceof VarInsnNode v) {
            line(op, local(v.var));
        } else if (insn instanceof IincInsnNode i) {
            line(op, local(i.var) + " " + i.incr);
        } else if (insn instanceof TypeInsnNode t) {
            line(op, names.mapType(t.desc));
        } else if (insn instanceof FieldInsnNode f) {
            line(op, names.mapType(f.owner) + "." + names.mapFieldName(f.owner, f.name, f.desc) + " " + names.mapDesc(f.desc));
        } else if (insn instanceof MethodInsnNode m) {
            line(op, names.mapType(m.owner) + "." + names.mapMethodName(m.owner, m.name, m.desc) + names.mapMethodDesc(m.desc)
                    + (m.itf ? " interface" : ""));
        } else if (insn instanceof InvokeDynamicInsnNode i) {
            dynamic(i);
        } else if (insn instanceof JumpInsnNode j) {
            line(op, label(j.label));
        } else if (insn instanceof LdcInsnNode c) {
            line(op, constant(c.cst));
        } else if (insn instanceof TableSwitchInsnNode s) {
            line(op, s.min + " " + s.max + label(s.dflt) + labels(s.labels));
        } else if (insn instanceof LookupSwitchInsnNode s) {
            line(op, s.keys + label(s.dflt) + labels(s.labels));
        } else if (insn instanceof MultiANewArrayInsnNode a) {
            line(op, names.mapDesc(a.desc) + a.dims);
        } else {
            lines.add(Integer.toString(op));
        }
    }

    private void line(int op, Object rest) {
        lines.add(op + " " + rest);
    }

    private void dynamic(InvokeDynamicInsnNode i) {
        StringBuilder text = new StringBuilder(i.name).append(names.mapMethodDesc(i.desc)).append(' ').append(constant(i.bsm));
        for (Object argument : i.bsmArgs) text.append(", ").append(constant(argument));
        line(i.getOpcode(), text);
    }

    private String constant(Object value) {
        Object mapped = names.mapValue(value);
        return (mapped instanceof Handle ? "handle" : mapped.getClass().getSimpleName()) + " " + mapped;
    }

    private String labels(List<LabelNode> all) {
        StringBuilder text = new StringBuilder();
        for (LabelNode l : all) text.append(label(l));
        return text.toString();
    }

    private String label(LabelNode label) {
        return " L" + labels.computeIfAbsent(label, l -> labels.size());
    }

    private String local(int index) {
        return index < parameters ? "p" + index : "v" + locals.computeIfAbsent(index, i -> locals.size());
    }
}
