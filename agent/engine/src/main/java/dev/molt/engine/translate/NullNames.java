package dev.molt.engine.translate;

import dev.molt.engine.evolve.LinkKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Lets the VM say which value was null (JEP 358). It has no words for what an {@code invokedynamic} yields, but names a local variable by the
 * debug information; so such a value passes through one that is called as the field or the method, for as long as it takes to load it.
 */
final class NullNames {
    private static final Set<LinkKind> NAMED = EnumSet.of(LinkKind.GET, LinkKind.GET_STATIC, LinkKind.VIRTUAL, LinkKind.SPECIAL, LinkKind.SUPER,
            LinkKind.STATIC);
    private static final Set<LinkKind> FIELDS = EnumSet.of(LinkKind.GET, LinkKind.GET_STATIC);
    /** Which do not mind a null. */
    private static final Set<Integer> INDIFFERENT = Set.of(Opcodes.POP, Opcodes.ARETURN, Opcodes.ASTORE, Opcodes.IFNULL, Opcodes.IFNONNULL,
            Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE, Opcodes.PUTFIELD, Opcodes.PUTSTATIC, Opcodes.INSTANCEOF, Opcodes.INVOKEDYNAMIC);

    private NullNames() {}

    /** Constructors are left alone: their bodies may be put together with others. */
    static void add(MethodNode method) {
        if (method.name.equals("<init>")) return;
        int slot = method.maxLocals;
        for (AbstractInsnNode insn : method.instructions.toArray()) {
            if (!(insn instanceof InvokeDynamicInsnNode link) || !LinkCode.isLink(link) || !NAMED.contains(LinkCode.kind(link))) continue;
            Type value = Type.getReturnType(link.desc);
            AbstractInsnNode next = Code.nextReal(link.getNext());
            if (value.getSort() < Type.ARRAY || next == null || INDIFFERENT.contains(next.getOpcode())) continue;
            method.instructions.insert(link, through(method, slot, value, FIELDS.contains(LinkCode.kind(link)) ? link.name : link.name + "()"));
            method.maxLocals = slot + 1;
        }
    }

    private static InsnList through(MethodNode method, int slot, Type value, String name) {
        LabelNode from = new LabelNode();
        LabelNode to = new LabelNode();
        InsnList code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ASTORE, slot));
        code.add(from);
        code.add(new VarInsnNode(Opcodes.ALOAD, slot));
        code.add(to);
        if (method.localVariables == null) method.localVariables = new ArrayList<>();
        method.localVariables.add(new LocalVariableNode(name, value.getDescriptor(), null, from, to, slot));
        return code;
    }
}
