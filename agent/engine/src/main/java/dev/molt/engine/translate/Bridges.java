package dev.molt.engine.translate;

import dev.molt.engine.evolve.LinkKind;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/**
 * Static methods that stand for method handles: a handle among the arguments of a bootstrap method is resolved by the VM (JVMS 5.4.3.5),
 * so where it can't be, the handle of a method that does the same by a link takes its place.
 */
final class Bridges {
    private final ClassNode in;
    private final String home;
    private final int access;
    private final Map<Key, Handle> made = new HashMap<>();
    private int count;

    private record Key(Handle handle, LinkKind kind) {}

    /** @param in gets the methods: a companion, or a new class itself */
    Bridges(ClassNode in, String home, int access) {
        this.in = in;
        this.home = home;
        this.access = access;
    }

    Handle bridge(Handle h, LinkKind kind) {
        return made.computeIfAbsent(new Key(h, kind), k -> make(h, kind));
    }

    private Handle make(Handle h, LinkKind kind) {
        String memberName = kind == LinkKind.NEW ? "init" : h.getName();
        var link = LinkCode.link(kind, home, h.getOwner(), memberName, h.getDesc());
        MethodNode method = method(link.desc);
        InsnList code = method.instructions;
        Code.loadAll(code, link.desc, 0);
        code.add(link);
        code.add(Code.returnOf(Type.getReturnType(link.desc)));
        return handle(method);
    }

    /** A bridge without a body yet. */
    MethodNode method(String descriptor) {
        return new MethodNode(Opcodes.ASM9, access | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, "molt$ref$" + count++, descriptor, null, null);
    }

    /** Adds a bridge to its class. */
    Handle handle(MethodNode method) {
        in.methods.add(method);
        return new Handle(Opcodes.H_INVOKESTATIC, in.name, method.name, method.desc, (in.access & Opcodes.ACC_INTERFACE) != 0);
    }
}
