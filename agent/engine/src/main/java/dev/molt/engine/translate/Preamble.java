package dev.molt.engine.translate;

import dev.molt.engine.evolve.LinkKind;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** What we put before the body of a physical method; it always ends with a jump to the body, around what it does else. */
final class Preamble {
    private static final String OVERRIDES = "dev/molt/boot/Overrides";
    private static final String HANDLE = "java/lang/invoke/MethodHandle";

    private Preamble() {}

    /** Makes a method ask whether the receiver's class has an override that the VM does not know. */
    static void prologue(MethodNode method, String owner) {
        InsnList code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(LinkCode.link(LinkKind.OVERRIDDEN, owner, owner, method.name, method.desc));
        LabelNode body = new LabelNode();
        code.add(new JumpInsnNode(Opcodes.IFEQ, body));
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        Code.loadAll(code, method.desc, 1);
        code.add(LinkCode.link(LinkKind.OVERRIDE, owner, owner, method.name, method.desc));
        end(method, owner, code, body);
    }

    /** The same in a class of the JDK, which {@code invokedynamic} itself may depend on: nothing but static calls. */
    static void plainPrologue(MethodNode method, String owner, int id) {
        InsnList code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new LdcInsnNode(id));
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, OVERRIDES, "test", "(Ljava/lang/Object;I)Z", false));
        LabelNode body = new LabelNode();
        code.add(new JumpInsnNode(Opcodes.IFEQ, body));
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new LdcInsnNode(id));
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, OVERRIDES, "target", "(Ljava/lang/Object;I)L" + HANDLE + ";", false));
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        Code.loadAll(code, method.desc, 1);
        code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, HANDLE, "invokeExact", LinkCode.withReceiver(owner, method.desc), false));
        end(method, owner, code, body);
    }

    private static void end(MethodNode method, String owner, InsnList code, LabelNode body) {
        code.add(Code.returnOf(Type.getReturnType(method.desc)));
        code.add(body);
        Frames.prepend(method.instructions, code, Frames.of(Frames.entry(owner, method.desc)));
    }

    /** Takes off what an earlier translation put there. */
    static void strip(MethodNode method) {
        for (LabelNode body = bodyAfterPreamble(method); body != null; body = bodyAfterPreamble(method)) {
            List<AbstractInsnNode> before = new ArrayList<>();
            for (AbstractInsnNode at = method.instructions.getFirst(); at != body; at = at.getNext()) before.add(at);
            method.tryCatchBlocks.removeIf(b -> before.contains(b.start));
            if (method.localVariables != null) method.localVariables.removeIf(v -> startsIn(v, before));
            before.forEach(method.instructions::remove);
            dropEntryFrame(method, body);
        }
    }

    private static boolean startsIn(LocalVariableNode variable, List<AbstractInsnNode> insns) {
        return insns.contains(variable.start);
    }

    /** Nothing jumps to the body any more. The frame stays harmless elsewhere, but at the very start there may be none. */
    private static void dropEntryFrame(MethodNode method, LabelNode body) {
        AbstractInsnNode at = body.getNext();
        while (at != null && at.getOpcode() < 0 && at.getType() != AbstractInsnNode.FRAME) at = at.getNext();
        if (at != null && at.getType() == AbstractInsnNode.FRAME) {
            AbstractInsnNode next = at.getNext();
            method.instructions.remove(at);
            if (next instanceof InsnNode && next.getOpcode() == Opcodes.NOP) method.instructions.remove(next);
        }
    }

    /** Where the body begins behind what we put before it, or null. */
    static LabelNode bodyAfterPreamble(MethodNode method) {
        AbstractInsnNode at = Code.nextReal(method.instructions.getFirst());
        if (at != null && LinkCode.is(at, LinkKind.TAKE)) return target(at, Opcodes.IFNULL);
        if (at == null || at.getOpcode() != Opcodes.ALOAD || ((VarInsnNode) at).var != 0) return null;
        AbstractInsnNode next = Code.nextReal(at.getNext());
        boolean plain = next != null && next.getOpcode() == Opcodes.LDC
                && Code.nextReal(next.getNext()) instanceof MethodInsnNode call && call.owner.equals(OVERRIDES);
        return plain || next != null && LinkCode.is(next, LinkKind.OVERRIDDEN) ? target(next, Opcodes.IFEQ) : null;
    }

    private static LabelNode target(AbstractInsnNode from, int opcode) {
        AbstractInsnNode at = from;
        while (at.getOpcode() != opcode) at = at.getNext();
        return ((JumpInsnNode) at).label;
    }
}
