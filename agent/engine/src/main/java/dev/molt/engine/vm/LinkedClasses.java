package dev.molt.engine.vm;

import java.lang.instrument.Instrumentation;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which classes of the application are surely linked (JVMS 5.4): those that are initialised, and their supertypes, since a class is linked
 * after these. The VM does not tell directly.
 */
public final class LinkedClasses implements Predicate<Class<?>> {
    private final Instrumentation instrumentation;
    private final StaticValues statics;
    private Set<Class<?>> supertypes;

    public LinkedClasses(Instrumentation instrumentation, StaticValues statics) {
        this.instrumentation = instrumentation;
        this.statics = statics;
    }

    /** Looked for when a class is asked for that is not initialised itself: an interface, as a rule. */
    private Set<Class<?>> supertypes() {
        if (supertypes != null) return supertypes;
        supertypes = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (!type.isArray() && !Loaders.isJdk(type.getClassLoader()) && statics.isInitialised(type)) add(type, supertypes);
        }
        return supertypes;
    }

    private static void add(Class<?> type, Set<Class<?>> linked) {
        Deque<Class<?>> open = new ArrayDeque<>();
        open.push(type);
        while (!open.isEmpty()) {
            Class<?> next = open.pop();
            if (Loaders.isJdk(next.getClassLoader()) || !linked.add(next)) continue;
            if (next.getSuperclass() != null) open.push(next.getSuperclass());
            for (Class<?> i : next.getInterfaces()) open.push(i);
        }
    }

    /** True for classes of the JDK, too: no debugger waits for them. */
    @Override
    public boolean test(Class<?> type) {
        return Loaders.isJdk(type.getClassLoader()) || statics.isInitialised(type) || supertypes().contains(type);
    }
}
