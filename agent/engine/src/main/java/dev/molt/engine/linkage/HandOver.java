package dev.molt.engine.linkage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Arguments on their way to a constructor that the physical class lacks: put down before its carrier is called, taken up by the carrier's
 * first instruction. Nothing else of the application runs in between, so each thread needs one place only.
 */
final class HandOver {
    private static final ThreadLocal<HandOver> OF_THREAD = ThreadLocal.withInitial(HandOver::new);
    static final MethodHandle PUT;
    static final MethodHandle TAKE;
    static final MethodHandle DROP;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            PUT = lookup.findStatic(HandOver.class, "put", MethodType.methodType(void.class, Channel.class, Object[].class));
            TAKE = lookup.findStatic(HandOver.class, "take", MethodType.methodType(Object[].class, Channel.class));
            DROP = lookup.findStatic(HandOver.class, "drop", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** One for each thread that ever handed something over. */
    private static final Set<HandOver> ALL = Collections.newSetFromMap(new WeakHashMap<>());

    private Channel channel;
    private Object[] arguments;

    private HandOver() {
        synchronized (ALL) {
            ALL.add(this);
        }
    }

    /** Whether some thread has handed arguments over that nobody has taken yet. */
    static boolean anyPending() {
        synchronized (ALL) {
            return ALL.stream().anyMatch(handOver -> handOver.channel != null);
        }
    }

    private static void put(Channel channel, Object[] arguments) {
        HandOver mine = OF_THREAD.get();
        mine.channel = channel;
        mine.arguments = arguments;
    }

    private static Object[] take(Channel channel) {
        HandOver mine = OF_THREAD.get();
        if (mine.channel != channel) return null;
        Object[] arguments = mine.arguments;
        mine.channel = null;
        mine.arguments = null;
        return arguments;
    }

    private static void drop() {
        HandOver mine = OF_THREAD.get();
        mine.channel = null;
        mine.arguments = null;
    }
}
