package dev.molt.engine.translate;

import dev.molt.engine.evolve.LinkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** Makes the instructions that {@code dev.molt.boot.Linkage} links, and knows them again. */
final class LinkCode {
    private static final String LINKAGE = "dev/molt/boot/Linkage";
    private static final Handle BOOTSTRAP = new Handle(Opcodes.H_INVOKESTATIC, LINKAGE, "link",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/String;"
                    + "Ljava/lang/String;Ljava/lang/String;)Ljava/lang/invoke/CallSite;", false);
    private static final Type OBJECT = Type.getObjectType("java/lang/Object");

    /** JVMS 4.3.3 allows 255; the handle and its invoker take two. */
    static final int MOST_SLOTS = 253;

    private LinkCode() {}

    /** The type of the call site, as {@link LinkKind} tells. {@code home} counts for SUPER alone. */
    static String callType(LinkKind kind, String home, String owner, String descriptor) {
        return switch (kind) {
            case VIRTUAL, SPECIAL, OVERRIDE -> withReceiver(owner, descriptor);
            case SUPER -> withReceiver(home, descriptor);
            case STATIC, STASH, LOOKUP -> descriptor;
            case INIT -> "(Ljava/lang/Object;" + descriptor.substring(1);
            case PASS -> "()V";
            case NEW -> Type.getMethodDescriptor(Type.getObjectType(owner), Type.getArgumentTypes(descriptor));
            case TAKE -> "()[Ljava/lang/Object;";
            case GET -> "(L" + owner + ";)" + descriptor;
            case PUT -> "(L" + owner + ";" + descriptor + ")V";
            case GET_STATIC -> "()" + descriptor;
            case PUT_STATIC -> "(" + descriptor + ")V";
            case FRESH -> "(L" + owner + ";)V";
            case OVERRIDDEN -> "(L" + owner + ";)Z";
            case INSTANCE -> "(Ljava/lang/Object;)Z";
            case CAST -> "(Ljava/lang/Object;)Ljava/lang/Object;";
        };
    }

    static String withReceiver(String owner, String descriptor) {
        return "(L" + owner + ";" + descriptor.substring(1);
    }

    static InvokeDynamicInsnNode link(LinkKind kind, String home, String owner, String name, String descriptor) {
        String type = callType(kind, home, owner, descriptor);
        int slots = (Type.getArgumentsAndReturnSizes(type) >> 2) - 1;
        if (slots > MOST_SLOTS) {
            Obstacle o = tooMany(name, slots);
            throw new Untranslatable(o.member(), o.problem(), o.remedy());
        }
        return new InvokeDynamicInsnNode(name, type, BOOTSTRAP, kind.name(), owner, descriptor);
    }

    static boolean isLink(InvokeDynamicInsnNode call) {
        return call.bsm.equals(BOOTSTRAP);
    }

    static LinkKind kind(InvokeDynamicInsnNode link) {
        return LinkKind.valueOf((String) link.bsmArgs[0]);
    }

    static Obstacle tooMany(String member, int slots) {
        return new Obstacle(member, "takes more arguments (" + slots + " slots, the receiver included) than a call that Molt links can have ("
                + MOST_SLOTS + ")", "give it fewer parameters; or restart the JVM");
    }

    static InvokeDynamicInsnNode constructor(LinkKind kind, String owner, String descriptor) {
        return link(kind, owner, owner, "init", descriptor);
    }

    /**
     * Types that the code may not name are Object in the call site's type: the VM checks the access to each of them.
     *
     * @return the result's type, when it is one of these and had to give way, or null
     */
    static Type erase(InvokeDynamicInsnNode link, Predicate<Type> visible) {
        Type result = Type.getReturnType(link.desc);
        List<Type> arguments = new ArrayList<>();
        for (Type t : Type.getArgumentTypes(link.desc)) arguments.add(visible.test(t) ? t : OBJECT);
        boolean shown = visible.test(result);
        link.desc = Type.getMethodDescriptor(shown ? result : OBJECT, arguments.toArray(new Type[0]));
        return shown ? null : result;
    }

    /** Whether an instruction is a link of that kind. */
    static boolean is(AbstractInsnNode insn, LinkKind kind) {
        return insn instanceof InvokeDynamicInsnNode link && link.bsm.getOwner().equals(LINKAGE) && kind.name().equals(link.bsmArgs[0]);
    }
}
