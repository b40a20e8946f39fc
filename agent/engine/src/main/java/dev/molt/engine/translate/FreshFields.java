package dev.molt.engine.translate;

import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.LinkKind;
import dev.molt.engine.evolve.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Added fields that are computed when an object is first asked for them, since it may be older than they. A new object has the default
 * value until its constructor writes another one; where somebody might look before that, its constructor says that it is new.
 */
final class FreshFields {
    private final String owner;
    private final List<Member> computed = new ArrayList<>();

    FreshFields(String owner, Map<Member, FieldPlace> fields) {
        this.owner = owner;
        fields.forEach((field, place) -> {
            if (place instanceof FieldPlace.InState in && !(in.initial() instanceof FieldPlace.Initial.Default)) computed.add(field);
        });
    }

    /** @return whether the constructor has something to say */
    boolean mark(MethodNode constructor) {
        if (computed.isEmpty()) return false;
        Stacks stacks = new Stacks(owner, constructor);
        boolean any = false;
        for (AbstractInsnNode insn : constructor.instructions.toArray()) {
            if (!(insn instanceof MethodInsnNode call) || !call.name.equals("<init>") || call.owner.equals(owner)) continue;
            if (!stacks.isUninitializedThis(call, (Type.getArgumentsAndReturnSizes(call.desc) >> 2) - 1)) continue;
            for (Member field : computed) any |= !isWrittenFirst(call, field) && mark(constructor, call, field);
        }
        return any;
    }

    private boolean mark(MethodNode constructor, MethodInsnNode call, Member field) {
        constructor.instructions.insert(call, LinkCode.link(LinkKind.FRESH, owner, owner, field.name(), field.descriptor()));
        constructor.instructions.insert(call, new VarInsnNode(Opcodes.ALOAD, 0));
        return true;
    }

    /** Whether nobody can see the object before the field is written. */
    private boolean isWrittenFirst(AbstractInsnNode call, Member field) {
        for (AbstractInsnNode insn = call.getNext(); insn != null; insn = insn.getNext()) {
            int op = insn.getOpcode();
            boolean own = insn instanceof FieldInsnNode f && f.owner.equals(owner) && f.name.equals(field.name()) && f.desc.equals(field.descriptor());
            if (own && op == Opcodes.PUTFIELD) return true;
            boolean leaves = op >= Opcodes.IFEQ && op <= Opcodes.RETURN || op == Opcodes.ATHROW || op == Opcodes.IFNULL || op == Opcodes.IFNONNULL;
            if (leaves || own && op == Opcodes.GETFIELD || mayLook(insn)) return false;
        }
        return false;
    }

    private static boolean mayLook(AbstractInsnNode insn) {
        if (insn instanceof InvokeDynamicInsnNode dynamic) return !dynamic.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory");
        if (!(insn instanceof MethodInsnNode call)) return false;
        boolean library = call.owner.startsWith("java/") && call.getOpcode() != Opcodes.INVOKEVIRTUAL && call.getOpcode() != Opcodes.INVOKEINTERFACE;
        return !library;
    }
}
