package dev.molt.engine.translate;

import dev.molt.engine.evolve.LinkKind;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Instructions that ask the VM for the type of an object, where the program and the VM do not agree upon it. Values need no help on their
 * way through fields, parameters and results: for the verifier, every object is of every interface (JVMS 4.10.1.2).
 */
final class TypeTests {
    private static final String BOOT = "dev/molt/boot/Types";
    private static final Set<String> ASKING = Set.of("isInstance(Ljava/lang/Object;)Z", "isAssignableFrom(Ljava/lang/Class;)Z",
            "cast(Ljava/lang/Object;)Ljava/lang/Object;");

    private final Sides sides;
    private final String home;
    private final InsnList code;

    TypeTests(Sides sides, Home home, MethodNode method) {
        this.sides = sides;
        this.home = home.name();
        this.code = method.instructions;
    }

    /** Whether anything had to change. */
    boolean translate(TypeInsnNode insn) {
        if (!sides.isDisputed(insn.desc)) return false;
        switch (insn.getOpcode()) {
            case Opcodes.CHECKCAST -> {
                InsnList cast = cast(insn.desc, home);
                String known = insn.desc.startsWith("[") && !sides.holdsAll(insn.desc) ? "java/lang/Object" : sides.known(insn.desc);
                if (!known.equals("java/lang/Object")) cast.add(new TypeInsnNode(Opcodes.CHECKCAST, known));
                replace(insn, cast);
            }
            case Opcodes.INSTANCEOF -> code.set(insn, test(insn.desc, home));
            case Opcodes.ANEWARRAY -> {
                if (sides.holdsAll(insn.desc)) return false;
                insn.desc = erased(insn.desc);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void replace(AbstractInsnNode insn, InsnList by) {
        code.insert(insn, by);
        code.remove(insn);
    }

    /** Into an array of Object, all can be stored, and to the verifier it is one of any interface. */
    boolean translate(MultiANewArrayInsnNode insn) {
        if (!sides.isDisputed(insn.desc) || sides.holdsAll(insn.desc)) return false;
        insn.desc = erased(insn.desc);
        return true;
    }

    /** For questions to {@code java.lang.Class}. */
    boolean translate(MethodInsnNode insn) {
        if (!asks(insn.owner, insn.name, insn.desc)) return false;
        code.set(insn, new MethodInsnNode(Opcodes.INVOKESTATIC, BOOT, insn.name, LinkCode.withReceiver(insn.owner, insn.desc), false));
        return true;
    }

    /** The handle of a method that answers for the program, where the given one is of a method that answers for the VM. */
    Handle translate(Handle handle) {
        if (!asks(handle.getOwner(), handle.getName(), handle.getDesc())) return handle;
        return new Handle(Opcodes.H_INVOKESTATIC, BOOT, handle.getName(), LinkCode.withReceiver(handle.getOwner(), handle.getDesc()), false);
    }

    private boolean asks(String owner, String name, String descriptor) {
        return !sides.disputed().isEmpty() && owner.equals("java/lang/Class") && ASKING.contains(name + descriptor);
    }

    static InvokeDynamicInsnNode test(String type, String home) {
        return LinkCode.link(LinkKind.INSTANCE, home, type, "instance", "()V");
    }

    /** Leaves an Object on the stack, of an array type an array of Object. */
    static InsnList cast(String type, String home) {
        InsnList cast = new InsnList();
        cast.add(LinkCode.link(LinkKind.CAST, home, type, "cast", "()V"));
        if (type.startsWith("[")) cast.add(new TypeInsnNode(Opcodes.CHECKCAST, erased(type)));
        return cast;
    }

    private static String erased(String type) {
        int depth = type.startsWith("[") ? Type.getType(type).getDimensions() : 0;
        return depth == 0 ? "java/lang/Object" : "[".repeat(depth) + "Ljava/lang/Object;";
    }
}
