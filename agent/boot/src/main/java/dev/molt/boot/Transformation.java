package dev.molt.boot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Knows the threads in which a transformer of another agent looks at a class that is loaded. The class file that it is given has the members
 * that the VM knows, and so has what the VM takes back: there, reflection tells of these.
 */
public final class Transformation {
    private static final List<Object> OURS = new CopyOnWriteArrayList<>();
    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final ThreadLocal<Integer> DEPTH = new ThreadLocal<>();

    private Transformation() {}

    /** Transformers of this {@code Instrumentation} are ours, and see classes as the program does. */
    public static void own(Object instrumentation) {
        if (!OURS.contains(instrumentation)) OURS.add(instrumentation);
    }

    /** Called when an agent's transformers are about to be asked; the class is null where it is being loaded. */
    public static void begin(Object instrumentation, Class<?> type) {
        if (type == null || OURS.contains(instrumentation)) return;
        Integer depth = DEPTH.get();
        DEPTH.set(depth == null ? 1 : depth + 1);
        if (depth == null) RUNNING.incrementAndGet();
    }

    /** Called when they have answered. */
    public static void end(Object instrumentation, Class<?> type) {
        Integer depth = type == null || OURS.contains(instrumentation) ? null : DEPTH.get();
        if (depth == null) return;
        if (depth > 1) {
            DEPTH.set(depth - 1);
        } else {
            DEPTH.remove();
            RUNNING.decrementAndGet();
        }
    }

    /** Whether this thread is between the two. */
    static boolean here() {
        return RUNNING.get() != 0 && DEPTH.get() != null;
    }
}
