package dev.molt.engine.apply;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a test fail an update at a chosen step: the system property {@value #PROPERTY} holds {@code STEP:KIND}, with the kind
 * {@code exception}, {@code error}, or {@code hold}, which waits there until the client has gone. Without the property it does nothing.
 */
public final class InjectedFault implements Checkpoint {
    static final String PROPERTY = "molt.fault";
    private static final long HOLD_NANOS = 20_000_000;

    private final Checkpoint client;

    /** @param client is asked first, and again and again during a hold */
    public InjectedFault(Checkpoint client) {
        this.client = client;
    }

    @Override
    public void before(Step step) throws IOException {
        client.before(step);
        String fault = System.getProperty(PROPERTY);
        if (fault == null || !fault.regionMatches(true, 0, step.name() + ":", 0, step.name().length() + 1)) return;
        switch (fault.substring(step.name().length() + 1)) {
            case "exception" -> throw new IllegalStateException("injected at " + step);
            case "error" -> throw new AssertionError("injected at " + step);
            case "hold" -> hold(step);
            default -> throw new IllegalArgumentException(PROPERTY + "=" + fault);
        }
    }

    private void hold(Step step) throws IOException {
        while (System.getProperty(PROPERTY) != null) {
            client.before(step);
            LockSupport.parkNanos(HOLD_NANOS);
        }
    }
}
