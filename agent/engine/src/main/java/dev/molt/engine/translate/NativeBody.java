package dev.molt.engine.translate;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Java code for a native method, where there is some that does the same. */
final class NativeBody {
    private static final String INTRINSIC = "Ljdk/internal/vm/annotation/IntrinsicCandidate;";

    private NativeBody() {}

    /** False where there is none. */
    static boolean give(MethodNode method, String owner) {
        if (!owner.equals("java/lang/Object") || !method.name.equals("hashCode") || !method.desc.equals("()I")) return false;
        method.access &= ~Opcodes.ACC_NATIVE;
        // It promises the VM that compiled code may do without the body, which is no longer so; the VM would complain aloud.
        if (method.visibleAnnotations != null) method.visibleAnnotations.removeIf(a -> a.desc.equals(INTRINSIC));
        InsnList code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, "java/lang/System", "identityHashCode", "(Ljava/lang/Object;)I", false));
        code.add(new InsnNode(Opcodes.IRETURN));
        method.instructions = code;
        return true;
    }
}
