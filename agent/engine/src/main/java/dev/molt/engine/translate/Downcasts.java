package dev.molt.engine.translate;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Values of a class that the VM knows as an interface. For its verifier they are of no class at all, so wherever such a value comes from, it
 * is cast to the next class above that the VM knows it to be of.
 */
final class Downcasts {
    private final Sides sides;
    private final MethodNode method;
    private boolean changed;

    Downcasts(Sides sides, MethodNode method) {
        this.sides = sides;
        this.method = method;
    }

    /** To be called when all else is translated; whether anything had to change. */
    boolean translate() {
        if (sides.disputed().isEmpty()) return false;
        for (AbstractInsnNode insn : method.instructions.toArray()) {
            String known = known(produced(insn));
            if (known != null) method.instructions.insert(insn, new TypeInsnNode(Opcodes.CHECKCAST, known));
        }
        parameters();
        return changed;
    }

    private static Type produced(AbstractInsnNode insn) {
        if (insn instanceof MethodInsnNode call) return Type.getReturnType(call.desc);
        if (insn instanceof InvokeDynamicInsnNode link) return Type.getReturnType(link.desc);
        boolean reads = insn.getOpcode() == Opcodes.GETFIELD || insn.getOpcode() == Opcodes.GETSTATIC;
        return reads ? Type.getType(((FieldInsnNode) insn).desc) : Type.VOID_TYPE;
    }

    private void parameters() {
        InsnList code = new InsnList();
        int local = (method.access & Opcodes.ACC_STATIC) != 0 ? 0 : 1;
        for (Type type : Type.getArgumentTypes(method.desc)) {
            String known = known(type);
            if (known != null) {
                code.add(new VarInsnNode(Opcodes.ALOAD, local));
                code.add(new TypeInsnNode(Opcodes.CHECKCAST, known));
                code.add(new VarInsnNode(Opcodes.ASTORE, local));
            }
            local += type.getSize();
        }
        method.instructions.insert(code);
    }

    private String known(Type type) {
        if (type.getSort() != Type.OBJECT || !sides.isMarker(type.getInternalName())) return null;
        String known = sides.known(type.getInternalName());
        if (known.equals("java/lang/Object")) return null;
        changed = true;
        return known;
    }
}
