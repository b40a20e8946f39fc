package dev.molt.engine.translate;

import dev.molt.engine.evolve.LinkKind;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * Guests that an {@code invokedynamic} of the source takes: the receivers that lambdas and method references are bound to, and parts of
 * strings. Code beside the class that they are guests of knows them as Objects, and so do these instructions then.
 */
final class GuestArguments {
    private final Links links;
    private final Bridges bridges;

    GuestArguments(Links links, Bridges bridges) {
        this.links = links;
        this.bridges = bridges;
    }

    /** Whether anything had to change. */
    boolean translate(InvokeDynamicInsnNode insn) {
        return switch (insn.bsm.getOwner()) {
            case "java/lang/invoke/LambdaMetafactory" -> boundReceiver(insn);
            case "java/lang/invoke/StringConcatFactory" -> erase(insn, Integer.MAX_VALUE);
            default -> false;
        };
    }

    private boolean boundReceiver(InvokeDynamicInsnNode insn) {
        Handle body = (Handle) insn.bsmArgs[1];
        boolean takesReceiver = body.getTag() != Opcodes.H_INVOKESTATIC && body.getTag() != Opcodes.H_NEWINVOKESPECIAL;
        if (!takesReceiver || !erase(insn, 1)) return false;
        if (!links.hasGuests(body.getOwner())) {
            // a method of a class above, which the VM knows guests to be of
            insn.bsmArgs = insn.bsmArgs.clone();
            insn.bsmArgs[1] = bridges.bridge(body, LinkKind.VIRTUAL, Bridges.Use.of(insn));
        }
        return true;
    }

    /** Makes Objects of the first arguments. */
    private boolean erase(InvokeDynamicInsnNode insn, int first) {
        Type[] arguments = Type.getArgumentTypes(insn.desc);
        boolean changed = false;
        for (int i = 0; i < arguments.length && i < first; i++) {
            if (arguments[i].getSort() != Type.OBJECT || !links.hasGuests(arguments[i].getInternalName())) continue;
            arguments[i] = Type.getType(Object.class);
            changed = true;
        }
        if (changed) insn.desc = Type.getMethodDescriptor(Type.getReturnType(insn.desc), arguments);
        return changed;
    }
}
