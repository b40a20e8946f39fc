package dev.molt.engine.update;

import dev.molt.engine.EngineThreads;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The update that is reverted unless somebody confirms it in time; at most one. Its thread lives only as long as it waits. */
final class Confirmations {
    private final Consumer<String> onTimeout;
    private String waiting;
    private ScheduledThreadPoolExecutor timer;

    /** @param onTimeout takes the id of an update that nobody confirmed in time */
    Confirmations(Consumer<String> onTimeout) {
        this.onTimeout = onTimeout;
    }

    /** Id of the update that waits, or null. */
    synchronized String waiting() {
        return waiting;
    }

    synchronized void expect(String id, long withinMillis) {
        waiting = id;
        timer = new ScheduledThreadPoolExecutor(1, r -> EngineThreads.daemon("molt-confirm", r));
        // So that a shutdown ends its thread at once, unless it is reverting just then.
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.schedule(() -> onTimeout.accept(id), withinMillis, TimeUnit.MILLISECONDS);
    }

    /** The update waits no more: it was confirmed or is being taken back. False when it does not wait. */
    synchronized boolean end(String id) {
        if (waiting == null || !waiting.equals(id)) return false;
        waiting = null;
        timer.shutdown();
        return true;
    }
}
