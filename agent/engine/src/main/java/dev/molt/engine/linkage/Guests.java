package dev.molt.engine.linkage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Tells guests of a class from objects that the VM counts among its instances. */
final class Guests {
    private static final MethodHandle IS_INSTANCE;

    static {
        try {
            IS_INSTANCE = MethodHandles.lookup().findVirtual(Class.class, "isInstance", MethodType.methodType(boolean.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Guests() {}

    /**
     * Goes one way for the VM's instances of a class, and another one for its guests.
     *
     * @param own takes an instance first
     * @param guest takes an Object first, and the same arguments
     */
    static MethodHandle choose(Class<?> type, MethodHandle own, MethodHandle guest) {
        return MethodHandles.guardWithTest(IS_INSTANCE.bindTo(type), own.asType(guest.type()), guest);
    }
}
