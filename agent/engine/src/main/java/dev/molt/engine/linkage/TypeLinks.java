package dev.molt.engine.linkage;

import dev.molt.engine.linkage.DirectSite.Link;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Links {@code instanceof} and casts, for types that the VM would answer wrongly. */
final class TypeLinks {
    private static final MethodType TEST = MethodType.methodType(boolean.class, Object.class);
    private static final MethodHandle OF_VM;
    private static final MethodHandle IS_INSTANCE;
    private static final MethodHandle CAST;
    private static final MethodHandle SELF = MethodHandles.identity(Object.class);

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            OF_VM = lookup.findVirtual(Class.class, "isInstance", TEST);
            IS_INSTANCE = lookup.findVirtual(LogicalType.class, "isInstance", TEST);
            CAST = lookup.findVirtual(LogicalType.class, "cast", MethodType.methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final LogicalWorld world;

    TypeLinks(LogicalWorld world) {
        this.world = world;
    }

    Link instance(Reference reference, LogicalMembers members) {
        LogicalType type = new LogicalType(reference.ownerClass(), members);
        return new Link(quickly(type, MethodHandles.dropArguments(MethodHandles.constant(boolean.class, true), 0, Object.class),
                IS_INSTANCE.bindTo(type)));
    }

    Link cast(Reference reference, LogicalMembers members) {
        LogicalType type = new LogicalType(reference.ownerClass(), members);
        return new Link(quickly(type, SELF, CAST.bindTo(type)));
    }

    /** What the VM says yes to needs no further look, unless some class has lost the type. */
    private MethodHandle quickly(LogicalType type, MethodHandle yes, MethodHandle look) {
        return type.isLost(world) ? look : MethodHandles.guardWithTest(OF_VM.bindTo(type.type()), yes, look);
    }
}
