package dev.molt.boot;

import java.lang.invoke.MethodHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** A method whose body asks at entry whether the receiver's class has an override that the VM does not know. */
public abstract class Overridable {
    private static final Object[] NONE = {};

    /** The classes, and weak references to those that may go before the JVM does. */
    private volatile Object[] overriders = NONE;

    /** Sets the classes that have such an override; their subclasses inherit it. */
    protected final void overriders(List<Class<?>> classes) {
        Object[] next = new Object[classes.size()];
        for (int i = 0; i < next.length; i++) {
            Class<?> type = classes.get(i);
            next[i] = isPermanent(type.getClassLoader()) ? type : new WeakReference<>(type);
        }
        overriders = next;
    }

    private static boolean isPermanent(ClassLoader loader) {
        return loader == null || loader == ClassLoader.getSystemClassLoader() || loader == ClassLoader.getPlatformClassLoader();
    }

    protected final List<Class<?>> overriders() {
        List<Class<?>> classes = new ArrayList<>();
        for (Object o : overriders) {
            Class<?> type = type(o);
            if (type != null) classes.add(type);
        }
        return classes;
    }

    private static Class<?> type(Object o) {
        return o instanceof Class<?> type ? type : (Class<?>) ((WeakReference<?>) o).get();
    }

    /**
     * Whether the receiver may have an override. Nothing here may call a method of the receiver or one that a class library can be
     * expected to override: this runs in {@code Object.hashCode}.
     */
    public final boolean concerns(Object receiver) {
        for (Object o : overriders) {
            Class<?> type = type(o);
            if (type != null && type.isInstance(receiver)) return true;
        }
        return false;
    }

    /** Whether the call is to go to an override; false for a {@code super} call, which means the body itself. */
    protected abstract boolean diverts(Object receiver);

    /** The override, with the receiver as its first parameter. */
    protected abstract MethodHandle override(Object receiver);
}
