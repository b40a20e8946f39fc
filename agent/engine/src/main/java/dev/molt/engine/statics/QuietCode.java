package dev.molt.engine.statics;

import dev.molt.engine.evolve.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Tells whether code can be run once more, at another time, without anybody noticing: it reads, computes, and makes objects, and writes
 * to nothing but those. Setting a static flag to a constant counts as quiet: it was set that way when such code ran before. What can't be
 * seen through, as a call that is dispatched, is not quiet.
 */
final class QuietCode {
    private static final int DEEPEST = 12;
    /** One that others know is not to be appended to. */
    private static final String BUILDER = "Ljava/lang/StringBuilder;";

    private final NewVersion classes;
    private final Set<Member> added;
    private final String addedIn;
    private final Map<String, Boolean> known = new HashMap<>();

    /**
     * @param addedIn internal name of a class
     * @param added fields of that class that no called method may read, since they wait for their own values
     */
    QuietCode(NewVersion classes, String addedIn, Set<Member> added) {
        this.classes = classes;
        this.added = added;
        this.addedIn = addedIn;
    }

    /** Whether a piece of a constructor is quiet that computes a value. */
    boolean isQuiet(List<AbstractInsnNode> code) {
        boolean arraysFromElsewhere = code.stream().anyMatch(QuietCode::bringsArray);
        for (AbstractInsnNode insn : code) {
            int op = insn.getOpcode();
            if (op == Opcodes.PUTFIELD || op == Opcodes.PUTSTATIC || isArrayStore(op) && arraysFromElsewhere) return false;
            if (!isArrayStore(op) && !isQuiet(insn, 0)) return false;
        }
        return true;
    }

    private static boolean bringsArray(AbstractInsnNode insn) {
        if (insn instanceof FieldInsnNode f) return f.desc.startsWith("[");
        if (insn instanceof MethodInsnNode m) return m.desc.contains(")[");
        return insn.getOpcode() == Opcodes.CHECKCAST && ((TypeInsnNode) insn).desc.startsWith("[");
    }

    private static boolean isArrayStore(int op) {
        return op >= Opcodes.IASTORE && op <= Opcodes.SASTORE;
    }

    private boolean isQuiet(AbstractInsnNode insn, int depth) {
        if (insn instanceof MethodInsnNode call) return isQuietCall(call, depth);
        if (insn instanceof InvokeDynamicInsnNode dynamic) return isQuiet(dynamic);
        if (insn instanceof LdcInsnNode c) return !(c.cst instanceof ConstantDynamic);
        if (insn instanceof FieldInsnNode f) return !f.desc.equals(BUILDER);
        int op = insn.getOpcode();
        return op != Opcodes.MONITORENTER && op != Opcodes.MONITOREXIT;
    }

    private static boolean isQuiet(InvokeDynamicInsnNode dynamic) {
        String maker = dynamic.bsm.getOwner();
        if (maker.equals("java/lang/invoke/LambdaMetafactory")) return true;
        if (!maker.equals("java/lang/invoke/StringConcatFactory")) return false;
        for (Type t : Type.getArgumentTypes(dynamic.desc)) {
            if (t.getSort() >= Type.ARRAY && !t.getInternalName().equals("java/lang/String")) return false;
        }
        return true;
    }

    private boolean isQuietCall(MethodInsnNode call, int depth) {
        if (call.owner.startsWith("[")) return call.name.equals("clone");
        if (call.owner.startsWith("java/")) return QuietLibrary.isQuiet(call);
        if (depth >= DEEPEST) return false;
        for (String at = call.owner; at != null; ) {
            if (at.startsWith("java/")) return QuietLibrary.isQuiet(new MethodInsnNode(call.getOpcode(), at, call.name, call.desc, false));
            ClassNode c = classes.find(at);
            if (c == null) return false;
            for (MethodNode m : c.methods) {
                if (m.name.equals(call.name) && m.desc.equals(call.desc)) return isOnly(call, c, m) && isQuiet(c, m, depth + 1);
            }
            at = c.superName;
        }
        return false;
    }

    /** Whether the call runs this method, whatever the receiver is. */
    private static boolean isOnly(MethodInsnNode call, ClassNode c, MethodNode m) {
        boolean dispatched = call.getOpcode() == Opcodes.INVOKEVIRTUAL || call.getOpcode() == Opcodes.INVOKEINTERFACE;
        return !dispatched || ((m.access | c.access) & Opcodes.ACC_FINAL) != 0 || (m.access & Opcodes.ACC_PRIVATE) != 0;
    }

    private boolean isQuiet(ClassNode c, MethodNode m, int depth) {
        if ((m.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0 || m.desc.contains(BUILDER)) return false;
        String key = c.name + '.' + m.name + m.desc;
        Boolean answer = known.get(key);
        if (answer != null) return answer;
        known.put(key, true); // what calls itself adds nothing
        boolean quiet = isQuietBody(c, m, depth);
        known.put(key, quiet);
        return quiet;
    }

    private boolean isQuietBody(ClassNode c, MethodNode m, int depth) {
        CodeFlow flow = new CodeFlow(m);
        for (int i = 0; i < m.instructions.size(); i++) {
            AbstractInsnNode insn = m.instructions.get(i);
            int op = insn.getOpcode();
            boolean quiet;
            if (op == Opcodes.PUTFIELD) quiet = m.name.equals("<init>") && isThis(m, pusher(m, flow, i, valueSize(insn) + 1));
            else if (op == Opcodes.PUTSTATIC) quiet = isFlag(m, i);
            else if (op == Opcodes.GETFIELD) quiet = !isWaiting((FieldInsnNode) insn) && isQuiet(insn, depth);
            else if (isArrayStore(op)) quiet = isLiteral(pusher(m, flow, i, (op == Opcodes.LASTORE || op == Opcodes.DASTORE ? 2 : 1) + 2));
            else quiet = isQuiet(insn, depth);
            if (!quiet) return false;
        }
        return true;
    }

    private boolean isWaiting(FieldInsnNode f) {
        return f.owner.equals(addedIn) && added.contains(new Member(f.name, f.desc));
    }

    private static int valueSize(AbstractInsnNode put) {
        return Type.getType(((FieldInsnNode) put).desc).getSize();
    }

    /** The instruction that pushed what lies so many slots down. */
    private static AbstractInsnNode pusher(MethodNode m, CodeFlow flow, int index, int slots) {
        int depth = flow.depth(index) - slots;
        for (int i = index - 1; i >= 0; i--) {
            if (m.instructions.get(i).getOpcode() >= 0 && flow.depth(i) <= depth) return m.instructions.get(i);
        }
        return null;
    }

    private static boolean isThis(MethodNode m, AbstractInsnNode insn) {
        boolean first = insn instanceof VarInsnNode v && v.getOpcode() == Opcodes.ALOAD && v.var == 0;
        if (!first) return false;
        for (AbstractInsnNode i : m.instructions) {
            if (i instanceof VarInsnNode v && v.getOpcode() == Opcodes.ASTORE && v.var == 0) return false;
        }
        return true;
    }

    /** An element of an array that is written out: {@code newarray, dup, index, value, store, dup, ...}. */
    private static boolean isLiteral(AbstractInsnNode insn) {
        return insn != null && insn.getOpcode() == Opcodes.DUP;
    }

    private static boolean isFlag(MethodNode m, int index) {
        int value = index - 1;
        while (value > 0 && m.instructions.get(value).getOpcode() < 0) value--;
        int op = value < 0 ? -1 : m.instructions.get(value).getOpcode();
        return ((FieldInsnNode) m.instructions.get(index)).desc.equals("Z") && (op == Opcodes.ICONST_0 || op == Opcodes.ICONST_1);
    }
}
