package dev.molt.engine.translate;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Pattern switches with a case for a type that the program and the VM do not agree upon. The JDK's bootstrap method
 * ({@code SwitchBootstraps.typeSwitch}) asks the VM, so a bridge goes through the cases one by one; those for all else it leaves to the JDK.
 */
final class TypeSwitches {
    private final Sides sides;
    private final String home;
    private final Bridges bridges;
    private final InsnList code;

    TypeSwitches(Sides sides, Home home, Bridges bridges, MethodNode method) {
        this.sides = sides;
        this.home = home.name();
        this.bridges = bridges;
        this.code = method.instructions;
    }

    /** Whether anything had to change. */
    boolean translate(InvokeDynamicInsnNode insn) {
        boolean typeSwitch = insn.bsm.getOwner().equals("java/lang/runtime/SwitchBootstraps") && insn.bsm.getName().equals("typeSwitch");
        if (!typeSwitch) return false;
        boolean concerned = false;
        for (Object label : insn.bsmArgs) concerned |= isDisputed(label);
        if (!concerned) return false;
        Handle bridge = bridge(insn);
        code.set(insn, new MethodInsnNode(Opcodes.INVOKESTATIC, bridge.getOwner(), bridge.getName(), bridge.getDesc(), bridge.isInterface()));
        return true;
    }

    private boolean isDisputed(Object label) {
        return label instanceof Type type && type.getSort() >= Type.ARRAY && sides.isDisputed(type.getInternalName());
    }

    private Handle bridge(InvokeDynamicInsnNode insn) {
        MethodNode method = bridges.method(insn.desc);
        InsnList body = method.instructions;
        LabelNode next = new LabelNode();
        body.add(new VarInsnNode(Opcodes.ALOAD, 0));
        body.add(new JumpInsnNode(Opcodes.IFNONNULL, next));
        answer(body, -1);
        for (int i = 0; i < insn.bsmArgs.length; i++) {
            start(body, next, insn.desc);
            next = new LabelNode();
            body.add(new VarInsnNode(Opcodes.ILOAD, 1));
            body.add(Code.push(i));
            body.add(new JumpInsnNode(Opcodes.IF_ICMPGT, next));
            test(body, insn, insn.bsmArgs[i], next);
            answer(body, i);
        }
        start(body, next, insn.desc);
        answer(body, insn.bsmArgs.length);
        return bridges.handle(method);
    }

    private void test(InsnList body, InvokeDynamicInsnNode insn, Object label, LabelNode next) {
        body.add(new VarInsnNode(Opcodes.ALOAD, 0));
        if (isDisputed(label)) {
            body.add(TypeTests.test(((Type) label).getInternalName(), home));
            body.add(new JumpInsnNode(Opcodes.IFEQ, next));
        } else {
            body.add(new InsnNode(Opcodes.ICONST_0));
            body.add(new InvokeDynamicInsnNode(insn.name, insn.desc, insn.bsm, label));
            body.add(new JumpInsnNode(Opcodes.IFNE, next));
        }
    }

    private static void start(InsnList body, LabelNode label, String descriptor) {
        body.add(label);
        body.add(Frames.of(Frames.entry(null, descriptor)));
    }

    private static void answer(InsnList body, int index) {
        body.add(Code.push(index));
        body.add(new InsnNode(Opcodes.IRETURN));
    }
}
