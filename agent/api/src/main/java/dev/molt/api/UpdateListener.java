package dev.molt.api;

/**
 * Is told of updates, whoever makes them: this program, the command line, a debugger. All calls come one after the other on one thread of
 * the agent, whose context class loader is that of the listener. What a method throws is printed on the error stream, and does no harm to the update.
 */
public interface UpdateListener {
    /**
     * An update was planned and is about to be applied. It waits for a listener to return, though no longer than five seconds, and one that a
     * debugger makes does not wait. It can't be stopped from here.
     */
    default void before(Verdict planned) {}

    /** An update has ended, whatever became of it. When it is live, its classes are. */
    default void after(Verdict verdict) {}

    /** An update that was live has been taken back: on request, or since nobody confirmed it. */
    default void reverted(Verdict verdict) {}
}
