package dev.molt.engine.linkage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/** The stack trace that a throwable holds, in the VM's form and in Java's. */
final class ThrowableTraces {
    private final MethodHandle[] getters;
    private final MethodHandle[] setters;

    ThrowableTraces(Lookup trusted) throws ReflectiveOperationException {
        String[] names = {"stackTrace", "backtrace", "depth"};
        Class<?>[] types = {StackTraceElement[].class, Object.class, int.class};
        getters = new MethodHandle[names.length];
        setters = new MethodHandle[names.length];
        for (int i = 0; i < names.length; i++) {
            getters[i] = trusted.findGetter(Throwable.class, names[i], types[i]);
            setters[i] = trusted.findSetter(Throwable.class, names[i], types[i]);
        }
    }

    /** {@code (Throwable)Object[]}. */
    MethodHandle before() {
        return handle("before", MethodType.methodType(Object[].class, Throwable.class));
    }

    /** {@code (Object[] Throwable)V}. */
    MethodHandle after() {
        return handle("after", MethodType.methodType(void.class, Object[].class, Throwable.class));
    }

    private MethodHandle handle(String name, MethodType type) {
        try {
            return MethodHandles.lookup().bind(this, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object[] before(Throwable throwable) throws Throwable {
        Object[] trace = new Object[getters.length];
        for (int i = 0; i < trace.length; i++) trace[i] = getters[i].invoke(throwable);
        return trace;
    }

    /** Keeps the old trace, unless there was none, or the constructor wants none. */
    private void after(Object[] trace, Throwable throwable) throws Throwable {
        if (trace[1] == null || getters[1].invoke(throwable) == null) return;
        for (int i = 0; i < trace.length; i++) setters[i].invoke(throwable, trace[i]);
    }
}
