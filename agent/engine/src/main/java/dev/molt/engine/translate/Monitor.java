package dev.molt.engine.translate;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Makes a method without the flag behave as a synchronized one (JVMS 2.11.10). */
final class Monitor {
    private static final String OBJECT = "java/lang/Object";

    private Monitor() {}

    /** @param lockClass the class to lock, or null to lock what is in local variable 0 */
    static void wrap(MethodNode method, String lockClass) {
        int lock = method.maxLocals++;
        for (AbstractInsnNode insn : method.instructions.toArray()) {
            if (insn instanceof FrameNode frame) Frames.addLocal(frame, lock, OBJECT);
            boolean returns = insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN;
            if (returns) method.instructions.insertBefore(insn, exit(lock));
        }
        LabelNode from = new LabelNode();
        LabelNode to = new LabelNode();
        InsnList enter = new InsnList();
        enter.add(lockClass == null ? new VarInsnNode(Opcodes.ALOAD, 0) : new LdcInsnNode(Type.getObjectType(lockClass)));
        enter.add(new InsnNode(Opcodes.DUP));
        enter.add(new VarInsnNode(Opcodes.ASTORE, lock));
        enter.add(new InsnNode(Opcodes.MONITORENTER));
        enter.add(from);
        method.instructions.insert(enter);
        InsnList end = new InsnList();
        end.add(to);
        end.add(Frames.of(Frames.with(Frames.list(), lock, OBJECT), "java/lang/Throwable"));
        end.add(exit(lock));
        end.add(new InsnNode(Opcodes.ATHROW));
        method.instructions.add(end);
        method.tryCatchBlocks.add(new TryCatchBlockNode(from, to, to, null));
    }

    private static InsnList exit(int lock) {
        InsnList code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, lock));
        code.add(new InsnNode(Opcodes.MONITOREXIT));
        return code;
    }
}
