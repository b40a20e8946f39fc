package dev.molt.boot;

import java.lang.invoke.MethodHandle;
import java.lang.ref.WeakReference;

/** A method whose body asks at entry whether the receiver's class has an override that the VM does not know. */
public abstract class Overridable {
    @SuppressWarnings("unchecked")
    private static final WeakReference<Class<?>>[] NONE = new WeakReference[0];

    private volatile WeakReference<Class<?>>[] overriders = NONE;

    /** The classes that have such an override; their subclasses inherit it. */
    protected final void overriders(WeakReference<Class<?>>[] classes) {
        overriders = classes;
    }

    /**
     * Whether the receiver may have an override. Nothing here may call a method of the receiver or one that a class library can be
     * expected to override: this runs in {@code Object.hashCode}.
     */
    public final boolean concerns(Object receiver) {
        for (WeakReference<Class<?>> reference : overriders) {
            Class<?> type = reference.get();
            if (type != null && type.isInstance(receiver)) return true;
        }
        return false;
    }

    /** Whether the call is to go to an override; false for a {@code super} call, which means the body itself. */
    protected abstract boolean diverts(Object receiver);

    /** The override, with the receiver as its first parameter. */
    protected abstract MethodHandle override(Object receiver);
}
