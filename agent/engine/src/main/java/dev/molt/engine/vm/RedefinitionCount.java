package dev.molt.engine.vm;

import java.lang.invoke.MethodHandle;

/** How often the VM has redefined a class or one of its superclasses; it counts by itself, in a field of {@link Class}. */
public final class RedefinitionCount {
    private final MethodHandle getter;

    /** @throws UnsupportedOperationException when this JDK is not what we expect */
    public RedefinitionCount(InternalAccess access) {
        try {
            getter = access.trustedLookup().findGetter(Class.class, "classRedefinedCount", int.class);
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") lacks an internal that Molt needs: " + e, e);
        }
    }

    public int of(Class<?> type) {
        try {
            return (int) getter.invokeExact(type);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
