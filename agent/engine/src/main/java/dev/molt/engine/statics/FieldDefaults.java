package dev.molt.engine.statics;

import dev.molt.engine.classfile.CodeText;
import dev.molt.engine.evolve.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds initialisers of added instance fields that depend on nothing but constants, so that objects which are older than the field can
 * get the same value as new ones. Compilers copy the initialiser of a field into every constructor that calls one of the superclass.
 */
public final class FieldDefaults {
    private static final Remapper AS_WRITTEN = new Remapper(Opcodes.ASM9) {};
    private static final Set<String> VALUE_CLASSES = Set.of("java/lang/Integer", "java/lang/Long", "java/lang/Short", "java/lang/Byte",
            "java/lang/Character", "java/lang/Boolean", "java/lang/Float", "java/lang/Double", "java/math/BigDecimal",
            "java/math/BigInteger", "java/time/Duration", "java/util/concurrent/atomic/AtomicInteger");

    private final ClassNode next;

    private FieldDefaults(ClassNode next) {
        this.next = next;
    }

    /**
     * The initialisers of some fields.
     *
     * @param next class file of the new version
     * @param added instance fields that it declares
     * @return by field, a static method {@code ()T} of the new class; a field that is missing begins with the default value of its type
     */
    public static Map<Member, MethodNode> of(byte[] next, Set<Member> added) {
        if (added.isEmpty()) return Map.of();
        ClassNode node = new ClassNode();
        new ClassReader(next).accept(node, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
        Map<Member, MethodNode> all = new HashMap<>();
        FieldDefaults defaults = new FieldDefaults(node);
        for (FieldNode f : node.fields) {
            Member field = new Member(f.name, f.desc);
            if ((f.access & Opcodes.ACC_STATIC) != 0 || !added.contains(field)) continue;
            List<AbstractInsnNode> code = defaults.initialiser(field);
            if (code != null) all.put(field, defaults.method(field, code));
        }
        return all;
    }

    private MethodNode method(Member field, List<AbstractInsnNode> code) {
        int flags = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
        MethodNode method = new MethodNode(Opcodes.ASM9, flags, "molt$initial$" + field.name(), "()" + field.descriptor(), null, null);
        int depth = 0;
        for (AbstractInsnNode insn : code) {
            method.instructions.add(insn.clone(Map.of()));
            depth += Math.max(0, StackEffect.of(insn)) + 1;
        }
        method.instructions.add(new InsnNode(Type.getType(field.descriptor()).getOpcode(Opcodes.IRETURN)));
        method.maxStack = depth;
        return method;
    }

    /** What all constructors agree on, or null. */
    private List<AbstractInsnNode> initialiser(Member field) {
        List<AbstractInsnNode> agreed = null;
        for (MethodNode m : next.methods) {
            if (!m.name.equals("<init>")) continue;
            int from = afterSuperCall(m);
            if (from < 0) continue;
            List<AbstractInsnNode> code = firstWrite(m, from, field);
            if (code == null || agreed != null && !text(agreed).equals(text(code))) return null;
            agreed = code;
        }
        return agreed;
    }

    private static List<String> text(List<AbstractInsnNode> code) {
        return CodeText.exact(code, List.of(), 0, AS_WRITTEN);
    }

    /** The place behind the call of the superclass's constructor; -1 where another constructor of the class is called. */
    private int afterSuperCall(MethodNode m) {
        int created = 0;
        for (int i = 0; i < m.instructions.size(); i++) {
            AbstractInsnNode insn = m.instructions.get(i);
            if (insn.getOpcode() == Opcodes.NEW) created++;
            if (!(insn instanceof MethodInsnNode call) || insn.getOpcode() != Opcodes.INVOKESPECIAL || !call.name.equals("<init>")) continue;
            if (created > 0) created--;
            else return call.owner.equals(next.superName) ? i + 1 : -1;
        }
        return -1;
    }

    /** The code between {@code aload_0} and the only {@code putfield} of the field, or null. */
    private List<AbstractInsnNode> firstWrite(MethodNode m, int from, Member field) {
        CodeFlow flow = new CodeFlow(m);
        int written = -1;
        for (int i = 0; i < m.instructions.size(); i++) {
            boolean write = m.instructions.get(i) instanceof FieldInsnNode f && f.getOpcode() == Opcodes.PUTFIELD
                    && f.owner.equals(next.name) && f.name.equals(field.name()) && f.desc.equals(field.descriptor());
            if (!write) continue;
            if (written >= 0 || i < from) return null;
            written = i;
        }
        if (written < 0) return null;
        int start = written - 1;
        while (start >= from && !(m.instructions.get(start).getOpcode() >= 0 && flow.depth(start) == 0)) start--;
        if (start < from || !isThis(m.instructions.get(start)) || !isUnconditional(m, from, written)) return null;
        List<AbstractInsnNode> code = new ArrayList<>();
        for (int i = start + 1; i < written; i++) {
            AbstractInsnNode insn = m.instructions.get(i);
            if (insn.getOpcode() < 0) continue;
            if (!isConstant(insn)) return null;
            code.add(insn);
        }
        return code;
    }

    private static boolean isThis(AbstractInsnNode insn) {
        return insn instanceof VarInsnNode v && v.getOpcode() == Opcodes.ALOAD && v.var == 0;
    }

    /** An initialiser stands before the constructor's own statements; what a branch leads around of is none. */
    private static boolean isUnconditional(MethodNode m, int from, int to) {
        for (int i = from; i < to; i++) {
            int op = m.instructions.get(i).getOpcode();
            if (op >= Opcodes.IFEQ && op <= Opcodes.RETURN || op == Opcodes.ATHROW || op == Opcodes.IFNULL || op == Opcodes.IFNONNULL) {
                return false;
            }
        }
        return true;
    }

    private boolean isConstant(AbstractInsnNode insn) {
        int op = insn.getOpcode();
        if (op <= Opcodes.LDC) return true;
        if (op >= Opcodes.IASTORE && op <= Opcodes.LXOR) return true;
        if (op >= Opcodes.I2L && op <= Opcodes.I2S) return true;
        if (op == Opcodes.NEWARRAY || op == Opcodes.ANEWARRAY || op == Opcodes.MULTIANEWARRAY || op == Opcodes.CHECKCAST) return true;
        if (op == Opcodes.NEW) return isOfTheLibrary(((TypeInsnNode) insn).desc);
        if (op == Opcodes.GETSTATIC) return isFinalStatic((FieldInsnNode) insn);
        if (insn instanceof InvokeDynamicInsnNode dynamic) return isLambdaWithoutCaptures(dynamic);
        if (!(insn instanceof MethodInsnNode call)) return false;
        if (op == Opcodes.INVOKESPECIAL) return isOfTheLibrary(call.owner);
        return op == Opcodes.INVOKESTATIC && isFactory(call);
    }

    private static boolean isLambdaWithoutCaptures(InvokeDynamicInsnNode dynamic) {
        return dynamic.desc.startsWith("()") && dynamic.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory");
    }

    /** Collections, atomics, locks, values: what is made without asking anybody. */
    private static boolean isOfTheLibrary(String type) {
        return type.startsWith("java/util/") && !type.startsWith("java/util/logging/") && !type.startsWith("java/util/prefs/")
                && !type.startsWith("java/util/jar/") && !type.startsWith("java/util/zip/")
                || type.startsWith("java/math/") || Set.of("java/lang/Object", "java/lang/StringBuilder", "java/lang/String",
                        "java/lang/ThreadLocal").contains(type);
    }

    private static boolean isFactory(MethodInsnNode call) {
        return VALUE_CLASSES.contains(call.owner)
                || call.owner.startsWith("java/util/") && isOfTheLibrary(call.owner) && !call.name.startsWith("get");
    }

    private boolean isFinalStatic(FieldInsnNode f) {
        if (!f.owner.equals(next.name)) return f.owner.startsWith("java/");
        return next.fields.stream().anyMatch(o -> o.name.equals(f.name) && o.desc.equals(f.desc) && (o.access & Opcodes.ACC_FINAL) != 0);
    }
}
