package dev.molt.boot;

import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/** What methods of the JDK ask at entry, by plain calls: an {@code invokedynamic} there would recurse while it is linked. */
public final class Overrides {
    private static volatile Overridable[] methods = {};

    private Overrides() {}

    /** Gives a method its number. */
    public static synchronized int register(Overridable method) {
        Overridable[] more = Arrays.copyOf(methods, methods.length + 1);
        more[methods.length] = method;
        methods = more;
        return more.length - 1;
    }

    /** Whether the call is to go to {@link #target}. */
    public static boolean test(Object receiver, int id) {
        Overridable method = methods[id];
        return method.concerns(receiver) && method.diverts(receiver);
    }

    /** The override, to be called with {@code invokeExact}: its first parameter is of the class of the method that asks. */
    public static MethodHandle target(Object receiver, int id) {
        return methods[id].override(receiver);
    }
}
