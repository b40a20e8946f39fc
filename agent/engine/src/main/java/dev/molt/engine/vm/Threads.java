package dev.molt.engine.vm;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The stacks of all threads, virtual ones too as far as the JDK keeps track of them (JEP 444: all but with {@code jdk.trackAllThreads=false}). */
public final class Threads {
    private static final int FIRST_WITH_VIRTUAL = 21;

    private Threads() {}

    /** Every thread with its stack, taken one moment for platform threads, one after the other for virtual ones. */
    public static Map<Thread, StackTraceElement[]> stacks() {
        Map<Thread, StackTraceElement[]> stacks = new HashMap<>(Thread.getAllStackTraces());
        if (Runtime.version().feature() < FIRST_WITH_VIRTUAL) return stacks;
        try {
            containerThreads().filter(t -> !stacks.containsKey(t)).toList().forEach(t -> stacks.put(t, t.getStackTrace()));
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException("this JDK does not tell its virtual threads: " + e, e);
        }
        return stacks;
    }

    /** Whether a thread is virtual. The method that tells is younger than our floor. */
    public static boolean isVirtual(Thread thread) {
        return thread.getClass().getName().contains("VirtualThread");
    }

    @SuppressWarnings("unchecked")
    private static Stream<Thread> containerThreads() throws ReflectiveOperationException {
        Class<?> containers = Class.forName("jdk.internal.vm.ThreadContainers");
        Class<?> container = Class.forName("jdk.internal.vm.ThreadContainer");
        Object root = containers.getMethod("root").invoke(null);
        Method children = containers.getMethod("children", container);
        Method threads = container.getMethod("threads");
        return walk(root, children, threads);
    }

    @SuppressWarnings("unchecked")
    private static Stream<Thread> walk(Object container, Method children, Method threads) throws ReflectiveOperationException {
        Stream<Thread> all = (Stream<Thread>) threads.invoke(container);
        for (Object child : ((Stream<Object>) children.invoke(null, container)).toList()) {
            all = Stream.concat(all, walk(child, children, threads));
        }
        return all;
    }
}
