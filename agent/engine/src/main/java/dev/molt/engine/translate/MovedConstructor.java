package dev.molt.engine.translate;

import dev.molt.engine.evolve.LinkKind;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The code of a constructor as a static method beside the class. The object comes in as the first parameter and is one for the verifier;
 * {@code super(...)} and {@code this(...)} are links of the kind {@link LinkKind#INIT}, that may lead to any constructor of any class
 * above. Writes before them need no care: they are writes to an object like any other.
 */
final class MovedConstructor {
    private MovedConstructor() {}

    /** Still to be translated like any method that lives beside its class. */
    static MethodNode of(MethodNode constructor, Links links, Home home, String name, String descriptor) {
        MethodNode code = Code.copy(constructor);
        Stacks stacks = new Stacks(home.name(), code);
        for (AbstractInsnNode insn : code.instructions.toArray()) {
            if (insn instanceof MethodInsnNode call && call.name.equals("<init>")) {
                int slots = (Type.getArgumentsAndReturnSizes(call.desc) >> 2) - 1;
                if (stacks.isUninitializedThis(call, slots)) code.instructions.set(call, link(call, links, home));
            } else if (insn instanceof FrameNode frame) {
                if (frame.local != null) frame.local.replaceAll(t -> initialised(t, home));
                if (frame.stack != null) frame.stack.replaceAll(t -> initialised(t, home));
            }
        }
        return Companions.moved(code, name, descriptor);
    }

    private static InvokeDynamicInsnNode link(MethodInsnNode call, Links links, Home home) {
        InvokeDynamicInsnNode link = LinkCode.constructor(LinkKind.INIT, call.owner, call.desc);
        LinkCode.erase(link, type -> links.isVisible(home, type));
        return link;
    }

    private static Object initialised(Object type, Home home) {
        return type == Opcodes.UNINITIALIZED_THIS ? home.name() : type;
    }
}
