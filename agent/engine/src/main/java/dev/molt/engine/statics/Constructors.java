package dev.molt.engine.statics;

import dev.molt.engine.evolve.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** What the constructors of one version of a class do to its fields. */
final class Constructors {
    /** What a constructor hands to another one of its class: code for each parameter, null where it jumps or makes objects. */
    record Delegation(String descriptor, List<List<AbstractInsnNode>> arguments) {}

    private final ClassNode owner;
    private final Map<String, MethodNode> byDescriptor = new HashMap<>();

    Constructors(ClassNode owner) {
        this.owner = owner;
        for (MethodNode m : owner.methods) {
            if (m.name.equals("<init>")) byDescriptor.put(m.desc, m);
        }
    }

    Map<String, MethodNode> all() {
        return byDescriptor;
    }

    /** The other constructor of the class that a constructor calls, or null. */
    Delegation delegation(MethodNode m) {
        int call = constructorCall(m);
        if (call < 0 || !(m.instructions.get(call) instanceof MethodInsnNode to) || !to.owner.equals(owner.name)) return null;
        CodeFlow flow = new CodeFlow(m);
        int depth = 1;
        List<List<AbstractInsnNode>> arguments = new ArrayList<>();
        for (Type parameter : Type.getArgumentTypes(to.desc)) {
            arguments.add(argument(m, flow, call, depth, depth + parameter.getSize()));
            depth += parameter.getSize();
        }
        return new Delegation(to.desc, arguments);
    }

    /** The code between the last instructions that find the stack that deep. */
    private static List<AbstractInsnNode> argument(MethodNode m, CodeFlow flow, int call, int from, int to) {
        List<AbstractInsnNode> code = new ArrayList<>();
        int end = last(m, flow, call, to);
        for (int i = last(m, flow, call, from); i < end; i++) {
            AbstractInsnNode insn = m.instructions.get(i);
            if (!flow.targets(insn).isEmpty() || makesObjects(insn)) return null;
            if (insn.getOpcode() >= 0) code.add(insn);
        }
        return code;
    }

    private static int last(MethodNode m, CodeFlow flow, int call, int depth) {
        int at = call;
        while (at > 0 && (m.instructions.get(at).getOpcode() < 0 || flow.depth(at) != depth)) at--;
        return at;
    }

    /** Which would be another one each time. */
    private static boolean makesObjects(AbstractInsnNode insn) {
        int op = insn.getOpcode();
        return op == Opcodes.NEW || op >= Opcodes.NEWARRAY && op <= Opcodes.ANEWARRAY || op == Opcodes.MULTIANEWARRAY || op == Opcodes.INVOKEDYNAMIC;
    }

    /** The index of the call of another constructor, of this class or of the superclass; -1 where there is none. */
    private static int constructorCall(MethodNode m) {
        int created = 0;
        for (int i = 0; i < m.instructions.size(); i++) {
            AbstractInsnNode insn = m.instructions.get(i);
            if (insn.getOpcode() == Opcodes.NEW) created++;
            if (insn.getOpcode() != Opcodes.INVOKESPECIAL || !((MethodInsnNode) insn).name.equals("<init>")) continue;
            if (created-- == 0) return i;
        }
        return -1;
    }

    /**
     * The code of the value that a constructor which calls one of the superclass gives to a field whenever it returns: what stands
     * between {@code aload_0} and the only {@code putfield}, or null.
     */
    List<AbstractInsnNode> written(MethodNode m, Member field) {
        int from = constructorCall(m) + 1;
        int write = -1;
        for (int i = 0; i < m.instructions.size(); i++) {
            if (!isWrite(m.instructions.get(i), field)) continue;
            if (write >= 0) return null;
            write = i;
        }
        if (from == 0 || write < from) return null;
        CodeFlow flow = new CodeFlow(m);
        int start = write - 1;
        while (start >= from && !(m.instructions.get(start).getOpcode() >= 0 && flow.depth(start) == 0)) start--;
        if (start < from || !isThis(m.instructions.get(start)) || !isStraight(m, flow, start, write)) return null;
        List<AbstractInsnNode> code = new ArrayList<>();
        for (int i = start + 1; i < write; i++) code.add(m.instructions.get(i));
        return code;
    }

    private boolean isWrite(AbstractInsnNode insn, Member field) {
        return insn.getOpcode() == Opcodes.PUTFIELD && insn instanceof FieldInsnNode f && f.owner.equals(owner.name)
                && f.name.equals(field.name()) && f.desc.equals(field.descriptor());
    }

    private static boolean isThis(AbstractInsnNode insn) {
        return insn instanceof VarInsnNode v && v.getOpcode() == Opcodes.ALOAD && v.var == 0;
    }

    /** No way to the end of the constructor leads around the range, or twice through it, and none crosses its ends. */
    private static boolean isStraight(MethodNode m, CodeFlow flow, int start, int end) {
        for (int i = 0; i < m.instructions.size(); i++) {
            AbstractInsnNode insn = m.instructions.get(i);
            int op = insn.getOpcode();
            if (i < start && op == Opcodes.RETURN) return false;
            boolean inside = i > start && i <= end;
            for (int target : flow.targets(insn)) {
                boolean within = target > start && target <= end;
                boolean crosses = Math.min(i, target) <= start && Math.max(i, target) > start;
                if (inside != within || !inside && crosses) return false;
            }
        }
        for (TryCatchBlockNode g : m.tryCatchBlocks) {
            int last = Math.max(m.instructions.indexOf(g.end), m.instructions.indexOf(g.handler));
            if (m.instructions.indexOf(g.start) <= end && last > start) return false;
        }
        return true;
    }

    /** The parameter that begins at a local variable, as long as the constructor keeps it; -1 where that is another variable. */
    static int parameter(MethodNode m, int local) {
        for (AbstractInsnNode insn : m.instructions) {
            boolean store = insn instanceof VarInsnNode v && v.getOpcode() >= Opcodes.ISTORE && v.var == local;
            if (store || insn instanceof IincInsnNode inc && inc.var == local) return -1;
        }
        int at = 1;
        Type[] types = Type.getArgumentTypes(m.desc);
        for (int i = 0; i < types.length; i++) {
            if (at == local) return i;
            at += types[i].getSize();
        }
        return -1;
    }

    /** The instance field that keeps what was handed to a constructor, for as long as the object lives; null where none does. */
    Member keeper(String descriptor, int parameter) {
        MethodNode m = byDescriptor.get(descriptor);
        if (m == null || parameter < 0) return null;
        Delegation to = delegation(m);
        if (to != null) {
            for (int i = 0; i < to.arguments().size(); i++) {
                if (isParameter(m, to.arguments().get(i), parameter)) return keeper(to.descriptor(), i);
            }
            return null;
        }
        for (var f : owner.fields) {
            Member field = new Member(f.name, f.desc);
            if ((f.access & Opcodes.ACC_STATIC) != 0 || (f.access & Opcodes.ACC_FINAL) == 0 && isWrittenLater(field)) continue;
            List<AbstractInsnNode> code = written(m, field);
            if (code == null) continue;
            List<AbstractInsnNode> real = code.stream().filter(i -> i.getOpcode() >= 0).toList();
            if (isParameter(m, real, parameter)) return field;
        }
        return null;
    }

    private static boolean isParameter(MethodNode m, List<AbstractInsnNode> code, int parameter) {
        return code != null && code.size() == 1 && code.get(0) instanceof VarInsnNode v && v.getOpcode() <= Opcodes.ALOAD && parameter(m, v.var) == parameter;
    }

    /** Whether code beside the constructors may write the field: methods of the class, or somebody else who can reach it. */
    private boolean isWrittenLater(Member field) {
        boolean mine = owner.fields.stream().anyMatch(f -> f.name.equals(field.name()) && f.desc.equals(field.descriptor())
                && (f.access & Opcodes.ACC_PRIVATE) != 0);
        if (!mine || owner.nestHostClass != null || owner.nestMembers != null) return true;
        for (MethodNode m : owner.methods) {
            if (m.name.equals("<init>")) continue;
            for (AbstractInsnNode insn : m.instructions) {
                if (isWrite(insn, field)) return true;
            }
        }
        return false;
    }
}
