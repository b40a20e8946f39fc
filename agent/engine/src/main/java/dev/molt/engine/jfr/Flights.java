package dev.molt.engine.jfr;

/**
 * Begins flights. While no recording was ever started in this JVM, no event class exists in it, and where it has no module {@code jdk.jfr}
 * nothing refers to that.
 */
public final class Flights {
    private static final String MODULE = "jdk.jfr";

    private Flights() {}

    /**
     * An operation begins on this thread.
     *
     * @param operation {@code plan}, {@code update} or {@code revert}
     * @param user on whose behalf
     * @param reason what was given as the reason, or null
     */
    public static Flight begin(String operation, String user, String reason) {
        try {
            boolean here = ModuleLayer.boot().findModule(MODULE).isPresent();
            return here && Recorder.wasStarted() ? new RecordedFlight(operation, user, reason) : Flight.UNRECORDED;
        } catch (RuntimeException | LinkageError e) {
            // A recorder that does not work is no reason against an update.
            return Flight.UNRECORDED;
        }
    }
}
