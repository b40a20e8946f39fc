package dev.molt.engine.diff;

/** What becomes of a change that the VM accepts. */
public enum Effect {
    /** The running program behaves as the new class says, from the next call on. */
    EFFECTIVE(null),
    /** The VM accepts it, and reflection goes on to show what was before. */
    NOT_SEEN("reflection goes on to show the old one until the JVM is started again"),
    /** The new code is in place, but it belongs to an initialisation that is over. */
    NOT_RUN_AGAIN("the class is initialised already and its initialisation does not run again");

    private final String warning;

    Effect(String warning) {
        this.warning = warning;
    }

    /** A clause for people, or null where there is nothing to warn of. */
    public String warning() {
        return warning;
    }
}
