package dev.molt.boot;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The one place in a JVM that knows its Molt agent. It is defined in the bootstrap loader, so that whichever class loader brings a
 * second agent, it finds the first.
 */
public final class Anchor {
    private static final AtomicReference<String> VERSION = new AtomicReference<>();

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
}
