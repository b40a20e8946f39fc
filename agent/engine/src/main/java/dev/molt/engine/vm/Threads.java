package dev.molt.engine.vm;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The stacks of all threads, virtual ones too as far as the JDK keeps track of them (JEP 444: all, unless it runs with
 * {@code jdk.trackAllThreads=false}).
 */
public final class Threads {
    private static final int FIRST_WITH_VIRTUAL = 21;

    private Threads() {}

    /**
     * The stacks.
     *
     * @param complete false where this JVM does not tell all its virtual threads
     */
    public record Stacks(Map<Thread, StackTraceElement[]> byThread, boolean complete) {}

    /** Every thread with its stack, taken one moment for platform threads, one after the other for virtual ones. */
    public static Stacks stacks() {
        Map<Thread, StackTraceElement[]> stacks = new HashMap<>(Thread.getAllStackTraces());
        if (Runtime.version().feature() < FIRST_WITH_VIRTUAL) return new Stacks(stacks, true);
        try {
            containerThreads().filter(t -> !stacks.containsKey(t)).toList().forEach(t -> stacks.put(t, t.getStackTrace()));
            return new Stacks(stacks, tracksAll());
        } catch (ReflectiveOperationException e) {
            return new Stacks(stacks, false);
        }
    }

    /** Whether a thread is virtual. The method that tells is younger than our floor. */
    public static boolean isVirtual(Thread thread) {
        return thread.getClass().getName().contains("VirtualThread");
    }

    private static boolean tracksAll() throws ReflectiveOperationException {
        return (Boolean) Class.forName("jdk.internal.vm.ThreadContainers").getMethod("trackAllThreads").invoke(null);
    }

    private static Stream<Thread> containerThreads() throws ReflectiveOperationException {
        Class<?> container = Class.forName("jdk.internal.vm.ThreadContainer");
        Object root = Class.forName("jdk.internal.vm.ThreadContainers").getMethod("root").invoke(null);
        return walk(root, container.getMethod("children"), container.getMethod("threads"));
    }

    @SuppressWarnings("unchecked") // the two methods return streams of containers and of threads
    private static Stream<Thread> walk(Object container, Method children, Method threads) throws ReflectiveOperationException {
        Stream<Thread> all = (Stream<Thread>) threads.invoke(container);
        for (Object child : ((Stream<Object>) children.invoke(container)).toList()) {
            all = Stream.concat(all, walk(child, children, threads));
        }
        return all;
    }
}
