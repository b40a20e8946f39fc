package dev.molt.engine.statics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Where the code of a method can go on after each instruction, how deep the stack is there, and which local variables matter. */
final class CodeFlow {
    static final int UNREACHABLE = -1;

    private final InsnList code;
    private final List<TryCatchBlockNode> guards;
    private final int[] depth;
    /** Null where the method has no local variables. */
    private final BitSet[] live;

    CodeFlow(MethodNode method) {
        code = method.instructions;
        guards = method.tryCatchBlocks;
        depth = depths();
        live = method.maxLocals == 0 ? null : liveLocals();
    }

    /** Slots on the operand stack before the instruction; {@link #UNREACHABLE} where nothing leads. */
    int depth(int index) {
        return depth[index];
    }

    /** Whether the instruction, or one after it, reads a local variable that one before it wrote. */
    boolean needsLocals(int index) {
        return live != null && !live[index].isEmpty();
    }

    /** Whether the instruction, or one after it, reads what a local variable holds. */
    boolean isLive(int index, int local) {
        return live != null && live[index].get(local);
    }

    /** Where a jump or switch can go. */
    List<Integer> targets(AbstractInsnNode insn) {
        List<Integer> targets = new ArrayList<>();
        if (insn instanceof JumpInsnNode j) {
            targets.add(code.indexOf(j.label));
        } else if (insn instanceof TableSwitchInsnNode s) {
            targets.add(code.indexOf(s.dflt));
            for (LabelNode l : s.labels) targets.add(code.indexOf(l));
        } else if (insn instanceof LookupSwitchInsnNode s) {
            targets.add(code.indexOf(s.dflt));
            for (LabelNode l : s.labels) targets.add(code.indexOf(l));
        }
        return targets;
    }

    private static boolean fallsThrough(AbstractInsnNode insn) {
        int op = insn.getOpcode();
        boolean leaves = op >= Opcodes.IRETURN && op <= Opcodes.RETURN || op == Opcodes.ATHROW;
        return !leaves && op != Opcodes.GOTO && op != Opcodes.TABLESWITCH && op != Opcodes.LOOKUPSWITCH;
    }

    private List<Integer> successors(int index) {
        AbstractInsnNode insn = code.get(index);
        List<Integer> next = targets(insn);
        if (fallsThrough(insn) && index + 1 < code.size()) next.add(index + 1);
        return next;
    }

    private int[] depths() {
        int[] depths = new int[code.size() + 1];
        Arrays.fill(depths, UNREACHABLE);
        Deque<Integer> work = new ArrayDeque<>();
        if (code.size() > 0) reach(0, 0, depths, work);
        for (TryCatchBlockNode g : guards) reach(code.indexOf(g.handler), 1, depths, work);
        while (!work.isEmpty()) {
            int at = work.pop();
            int after = depths[at] + StackEffect.of(code.get(at));
            for (int next : successors(at)) reach(next, after, depths, work);
        }
        return depths;
    }

    private static void reach(int index, int depth, int[] depths, Deque<Integer> work) {
        if (depths[index] != UNREACHABLE) return;
        depths[index] = depth;
        work.push(index);
    }

    private BitSet[] liveLocals() {
        int size = code.size();
        BitSet[] live = new BitSet[size + 1];
        for (int i = 0; i <= size; i++) live[i] = new BitSet();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = size - 1; i >= 0; i--) {
                BitSet before = (BitSet) live[i].clone();
                for (int next : successors(i)) before.or(live[next]);
                for (TryCatchBlockNode g : guards) {
                    if (i >= code.indexOf(g.start) && i < code.indexOf(g.end)) before.or(live[code.indexOf(g.handler)]);
                }
                transfer(code.get(i), before);
                before.or(live[i]);
                changed |= !before.equals(live[i]);
                live[i] = before;
            }
        }
        return live;
    }

    private static void transfer(AbstractInsnNode insn, BitSet live) {
        if (insn instanceof VarInsnNode v) {
            boolean store = v.getOpcode() >= Opcodes.ISTORE && v.getOpcode() <= Opcodes.ASTORE;
            live.set(v.var, !store);
        } else if (insn instanceof IincInsnNode i) {
            live.set(i.var);
        }
    }
}
