package dev.molt.engine.update;

import dev.molt.engine.DebuggerThread;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets one update at a time through. Application code never waits here. */
final class Gate {
    private final Semaphore permit = new Semaphore(1, true);
    private volatile String holder;

    /** Who is inside, or null. */
    String holder() {
        return holder;
    }

    /** Goes in; false when somebody else stays inside for that long. A debugger's thread does not wait. */
    boolean enter(String who, long waitMillis) throws InterruptedException {
        boolean inside = DebuggerThread.isCurrent() ? permit.tryAcquire() : permit.tryAcquire(waitMillis, TimeUnit.MILLISECONDS);
        if (!inside) return false;
        holder = who + " since " + Instant.now();
        return true;
    }

    void leave() {
        holder = null;
        permit.release();
    }
}
