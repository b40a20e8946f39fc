package dev.molt.engine.translate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** What is on the stack before each instruction of a method, as far as frames tell (JVMS 4.10.1). */
final class Stacks {
    private final Map<AbstractInsnNode, List<Object>> before = new IdentityHashMap<>();
    private final Map<AbstractInsnNode, List<Object>> locals = new IdentityHashMap<>();
    private final Map<Object, AbstractInsnNode> news = new IdentityHashMap<>();

    Stacks(String owner, MethodNode method) {
        AnalyzerAdapter state = new AnalyzerAdapter(Opcodes.ASM9, owner, method.access, method.name, method.desc, null) {};
        for (AbstractInsnNode insn = method.instructions.getFirst(); insn != null; insn = insn.getNext()) {
            if (state.stack != null && insn.getOpcode() >= 0) {
                before.put(insn, new ArrayList<>(state.stack));
                locals.put(insn, new ArrayList<>(state.locals));
            }
            insn.accept(state);
            boolean isNew = insn instanceof TypeInsnNode && insn.getOpcode() == Opcodes.NEW;
            if (isNew && state.stack != null) news.put(state.stack.get(state.stack.size() - 1), insn);
        }
    }

    /** The type of the value that lies below that many slots; null where it can't be told. */
    Object below(AbstractInsnNode insn, int slots) {
        List<Object> stack = before.get(insn);
        int at = stack == null ? -1 : stack.size() - 1 - slots;
        return at < 0 ? null : stack.get(at);
    }

    boolean isReachable(AbstractInsnNode insn) {
        return before.containsKey(insn);
    }

    boolean isUninitializedThis(AbstractInsnNode insn, int slots) {
        return below(insn, slots) == Opcodes.UNINITIALIZED_THIS;
    }

    /** How often the same uninitialised object is on the stack, or in a local variable. */
    int copies(AbstractInsnNode insn, Object uninitialized) {
        int copies = 0;
        for (Object o : before.get(insn)) if (o == uninitialized) copies++;
        for (Object o : locals.get(insn)) if (o == uninitialized) copies++;
        return copies;
    }

    /** The NEW that made what has that type; null where paths join in between. */
    AbstractInsnNode newOf(Object uninitialized) {
        return uninitialized instanceof Label ? news.get(uninitialized) : null;
    }

    /** Whether every path from one instruction to the other is the straight one. */
    static boolean isStraight(AbstractInsnNode from, AbstractInsnNode to) {
        for (AbstractInsnNode at = from; at != null; at = at.getNext()) {
            if (at == to) return true;
            if (at instanceof FrameNode) return false;
        }
        return false;
    }
}
