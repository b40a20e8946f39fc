package dev.molt.engine.translate;

import dev.molt.engine.evolve.LinkKind;
import java.lang.invoke.LambdaMetafactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Static methods that stand for method handles: a handle among the arguments of a bootstrap method is resolved by the VM (JVMS 5.4.3.5),
 * so where it can't be, the handle of a method that does the same by a link takes its place.
 */
final class Bridges {
    private static final String NAME = "molt$ref$";
    private static final Type OBJECT = Type.getType(Object.class);

    private final Links links;
    private final ClassNode in;
    private final String home;
    private final int access;
    private final Map<Key, Handle> made = new HashMap<>();
    private int count;

    private record Key(Handle handle, LinkKind kind, Use use) {}

    /**
     * What a handle is for.
     *
     * @param captured for that of a lambda expression, the types of what it captures: of a static method, its first parameters have to be these
     *     very types
     * @param serialised whether it is that of a lambda expression which may be serialised: the name of the method then tells the handle
     */
    record Use(List<Type> captured, boolean serialised) {
        static final Use PLAIN = new Use(List.of(), false);

        /** What the implementation of a lambda expression or method reference is for. */
        static Use of(InvokeDynamicInsnNode insn) {
            if (!insn.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")) return PLAIN;
            boolean serialised = insn.bsm.getName().equals("altMetafactory")
                    && insn.bsmArgs.length > 3 && insn.bsmArgs[3] instanceof Integer flags && (flags & LambdaMetafactory.FLAG_SERIALIZABLE) != 0;
            return new Use(List.of(Type.getArgumentTypes(insn.desc)), serialised);
        }
    }

    /** @param in gets the methods: a companion, or a new class itself, which an earlier update may have given some */
    Bridges(Links links, ClassNode in, String home, int access) {
        this.links = links;
        this.in = in;
        this.home = home;
        this.access = access;
        this.count = (int) in.methods.stream().filter(Bridges::is).count();
    }

    /** Whether a method is such a one. */
    static boolean is(MethodNode method) {
        return method.name.startsWith(NAME);
    }

    Handle bridge(Handle h, LinkKind kind, Use use) {
        return made.computeIfAbsent(new Key(h, kind, use), this::make);
    }

    private Handle make(Key key) {
        Handle h = key.handle;
        LinkKind kind = key.kind;
        String memberName = kind == LinkKind.NEW ? "init" : h.getName();
        var link = links.link(kind, home, h.getOwner(), memberName, h.getDesc());
        String plain = NAME + count++;
        MethodNode method = method(key.use.serialised ? telling(plain, h) : plain, taking(key.use.captured, link.desc));
        InsnList code = method.instructions;
        load(code, Type.getArgumentTypes(method.desc), Type.getArgumentTypes(link.desc));
        code.add(link);
        code.add(Code.returnOf(Type.getReturnType(link.desc)));
        return handle(method);
    }

    private static void load(InsnList code, Type[] given, Type[] taken) {
        int local = 0;
        for (int i = 0; i < given.length; i++) {
            code.add(Code.load(given[i], local));
            local += given[i].getSize();
            if (given[i].equals(OBJECT) && !taken[i].equals(OBJECT)) code.add(new TypeInsnNode(Opcodes.CHECKCAST, taken[i].getInternalName()));
        }
    }

    private static String taking(List<Type> first, String descriptor) {
        Type[] parameters = Type.getArgumentTypes(descriptor);
        for (int i = 0; i < first.size() && i < parameters.length; i++) parameters[i] = first.get(i);
        return Type.getMethodDescriptor(Type.getReturnType(descriptor), parameters);
    }

    /** A bridge without a body yet. */
    MethodNode method(String descriptor) {
        return method(NAME + count++, descriptor);
    }

    private MethodNode method(String name, String descriptor) {
        return new MethodNode(Opcodes.ASM9, access | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, name, descriptor, null, null);
    }

    /** Adds a bridge to its class. */
    Handle handle(MethodNode method) {
        in.methods.add(method);
        return new Handle(Opcodes.H_INVOKESTATIC, in.name, method.name, method.desc, (in.access & Opcodes.ACC_INTERFACE) != 0);
    }

    /** The name that {@code dev.molt.boot.SerialForms} reads; some characters must not be in a name (JVMS 4.2.2). */
    private static String telling(String plain, Handle h) {
        String text = plain + ':' + h.getTag() + ':' + h.getOwner() + ':' + h.getName() + ':' + h.getDesc();
        return text.replace('.', ',').replace(';', '!').replace('[', '^').replace('/', '|').replace('<', '{').replace('>', '}');
    }
}
