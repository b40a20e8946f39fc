package dev.molt.engine.statics;

import dev.molt.engine.classfile.CodeText;
import dev.molt.engine.evolve.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What a static initialiser does in other methods and constructors of its class. */
final class Helpers {
    private static final Remapper AS_WRITTEN = new Remapper(Opcodes.ASM9) {};
    private static final int HELPER = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;

    /**
     * What a piece of code does through calls.
     *
     * @param tables static arrays and collections of the class that are read there
     * @param code of methods that serve the initialiser alone, and so are a part of it; comparable
     */
    record Called(Set<Member> tables, String code) {}

    private final ClassNode owner;
    private final Map<Member, MethodNode> methods = new HashMap<>();
    private final Set<Member> calledByOthers = new LinkedHashSet<>();

    Helpers(ClassNode owner) {
        this.owner = owner;
        for (MethodNode m : owner.methods) methods.put(new Member(m.name, m.desc), m);
        for (MethodNode m : owner.methods) {
            if (m.name.equals("<clinit>")) continue;
            for (MethodNode called : called(Arrays.asList(m.instructions.toArray()))) {
                boolean helper = (m.access & HELPER) == HELPER;
                if (called != m && !helper) calledByOthers.add(new Member(called.name, called.desc));
            }
        }
    }

    Called calledBy(List<AbstractInsnNode> code) {
        Set<MethodNode> all = new LinkedHashSet<>(called(code));
        List<MethodNode> open = new ArrayList<>(all);
        while (!open.isEmpty()) {
            MethodNode m = open.remove(open.size() - 1);
            for (MethodNode more : called(Arrays.asList(m.instructions.toArray()))) {
                if (all.add(more)) open.add(more);
            }
        }
        Set<Member> tables = new LinkedHashSet<>();
        StringBuilder text = new StringBuilder();
        for (MethodNode m : all) {
            for (AbstractInsnNode insn : m.instructions) {
                if (insn.getOpcode() == Opcodes.GETSTATIC && isTable((FieldInsnNode) insn)) {
                    tables.add(new Member(((FieldInsnNode) insn).name, ((FieldInsnNode) insn).desc));
                }
            }
            boolean serves = (m.access & HELPER) == HELPER && !calledByOthers.contains(new Member(m.name, m.desc));
            if (serves) text.append(m.name).append(m.desc).append('\n').append(String.join("\n", text(m))).append('\n');
        }
        return new Called(tables, text.toString());
    }

    private static List<String> text(MethodNode m) {
        return CodeText.exact(Arrays.asList(m.instructions.toArray()), m.tryCatchBlocks, 0, AS_WRITTEN);
    }

    private boolean isTable(FieldInsnNode field) {
        return field.owner.equals(owner.name) && (field.desc.startsWith("[") || field.desc.startsWith("Ljava/util/"));
    }

    /** Those that are surely meant: no call here is dispatched. */
    private List<MethodNode> called(List<AbstractInsnNode> code) {
        List<MethodNode> found = new ArrayList<>();
        for (AbstractInsnNode insn : code) {
            if (!(insn instanceof MethodInsnNode call) || !call.owner.equals(owner.name)) continue;
            MethodNode m = methods.get(new Member(call.name, call.desc));
            if (m != null && (call.getOpcode() != Opcodes.INVOKEVIRTUAL || (m.access & Opcodes.ACC_PRIVATE) != 0)) found.add(m);
        }
        return found;
    }
}
