package dev.molt.engine;

/**
 * The VM's thread that carries out what a debugger asks for (JDWP). What runs on it keeps three rules, each of which, once broken, may stop
 * debugger and program for ever, since only this thread can resume what it waits for:
 *
 * <ul>
 * <li>it waits for no other thread: any of them may be suspended, also those that it starts;</li>
 * <li>it runs no code of the application: that may lock, and wait;</li>
 * <li>it links no class whose name a debugger may wait for: the event that a class has been prepared (JVM TI {@code ClassPrepare}) would
 *     wait in this thread until the debugger resumes the program, by a command to this thread.</li>
 * </ul>
 */
public final class DebuggerThread {
    private static final String NAME = "JDWP Transport Listener";

    private static final ThreadLocal<Boolean> AS = new ThreadLocal<>();

    private DebuggerThread() {}

    /** Whether the calling thread has to keep the rules. */
    public static boolean isCurrent() {
        return isReal() || AS.get() != null;
    }

    /** Whether the calling thread is the VM's. Nothing but its name tells. */
    public static boolean isReal() {
        return Thread.currentThread().getName().startsWith(NAME);
    }

    /** Does something by the same rules. */
    public static void as(Runnable what) {
        AS.set(true);
        try {
            what.run();
        } finally {
            AS.remove();
        }
    }
}
