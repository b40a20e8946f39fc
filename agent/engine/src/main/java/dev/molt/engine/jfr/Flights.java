package dev.molt.engine.jfr;

import dev.molt.engine.DebuggerThread;
import dev.molt.engine.EngineThreads;

/**
 * Begins flights. While no recording was ever started in this JVM, no event class exists in it, and where it has no module {@code jdk.jfr}
 * nothing refers to that.
 */
public final class Flights {
    private static final String MODULE = "jdk.jfr";

    /** Whether the recorder knows all event classes. */
    private static volatile boolean ready;

    private Flights() {}

    /**
     * An operation begins on this thread. A debugger's thread may not wait for the locks that the recorder takes when it meets an event class for
     * the first time: where its update is the first of all, that one is not recorded.
     *
     * @param operation {@code plan}, {@code update} or {@code revert}
     * @param user on whose behalf
     * @param reason what was given as the reason, or null
     */
    public static Flight begin(String operation, String user, String reason) {
        try {
            boolean here = ModuleLayer.boot().findModule(MODULE).isPresent();
            if (!here || !Recorder.wasStarted()) return Flight.UNRECORDED;
            if (!ready && DebuggerThread.isCurrent()) {
                EngineThreads.daemon("molt-recorder", Flights::prepare).start();
                return Flight.UNRECORDED;
            }
            Flight flight = new RecordedFlight(operation, user, reason);
            ready = true;
            return flight;
        } catch (RuntimeException | LinkageError e) {
            // A recorder that does not work is no reason against an update.
            return Flight.UNRECORDED;
        }
    }

    private static void prepare() {
        try {
            RecordedFlight.meetEvents();
            ready = true;
        } catch (RuntimeException | LinkageError e) {
            // Then nothing is recorded.
        }
    }
}
