package dev.molt.engine.update;

/** Threads of ours: daemons, that keep neither the application's class loader nor its thread locals. */
public final class EngineThreads {
    private static final long DEFAULT_STACK = 0;

    private EngineThreads() {}

    /** A daemon thread, not started. */
    public static Thread daemon(String name, Runnable work) {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) root = root.getParent();
        Thread thread = new Thread(root, work, name, DEFAULT_STACK, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
