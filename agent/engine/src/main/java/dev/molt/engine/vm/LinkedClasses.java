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
    private final Set<Class<?>> linked = Collections.newSetFromMap(new IdentityHashMap<>());

    private LinkedClasses() {}

    /** Takes the snapshot. */
    public static LinkedClasses now(Instrumentation instrumentation, StaticValues statics) {
        LinkedClasses found = new LinkedClasses();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (!type.isArray() && !Loaders.isJdk(type.getClassLoader()) && statics.isInitialised(type)) found.add(type);
        }
        return found;
    }

    private void add(Class<?> type) {
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
        return Loaders.isJdk(type.getClassLoader()) || linked.contains(type);
    }
}
