package dev.molt.api;

/** Keeps a listener subscribed. */
public interface Subscription extends AutoCloseable {
    /** The listener is told nothing more, and the agent forgets it. */
    @Override
    void close();
}
