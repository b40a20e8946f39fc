package dev.molt.boot;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/**
 * The one place in a JVM that knows its Molt agent. It is defined in the bootstrap loader, so that whichever class loader brings a
 * second agent, it finds the first, and that {@code dev.molt.api} finds the engine from any loader.
 */
public final class Anchor {
    private static final AtomicReference<String> VERSION = new AtomicReference<>();
    private static volatile BiFunction<String, Map<String, Object>, Object> engine;

    private Anchor() {}

    /**
     * Makes the caller this JVM's agent.
     *
     * @return false when another one was first; {@link #version} names it
     */
    public static boolean claim(String version) {
        return VERSION.compareAndSet(null, version);
    }

    /** Gives the place back after a start that failed. */
    public static void release(String version) {
        VERSION.compareAndSet(version, null);
    }

    /** Version of this JVM's agent, or null when there is none. */
    public static String version() {
        return VERSION.get();
    }

    /** The agent answers questions of the application from now on. */
    public static void open(BiFunction<String, Map<String, Object>, Object> answers) {
        engine = answers;
    }

    /** What answers questions of the application, by their names and details, with values of the JDK's types; null when there is no agent. */
    public static BiFunction<String, Map<String, Object>, Object> engine() {
        return engine;
    }
}
