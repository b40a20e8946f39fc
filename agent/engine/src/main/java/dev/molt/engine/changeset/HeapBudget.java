package dev.molt.engine.changeset;

import dev.molt.protocol.report.Finding;
import java.util.function.Consumer;

/** Keeps an update from filling the application's heap: it may take a quarter of what is left. */
final class HeapBudget {
    private final long allowed;
    private long taken;
    private boolean told;

    HeapBudget() {
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        allowed = free / 4;
    }

    /** Whether so many bytes more may be held. The first time that they may not, a refusal is told. */
    boolean take(long bytes, Consumer<Finding> findings) {
        taken += bytes;
        if (taken <= allowed) return true;
        if (!told) {
            findings.accept(Finding.refusal(null, null, null, "the update needs more than " + (allowed >> 20)
                    + " MB of the application's heap, a quarter of what it has left", 
                    "update fewer classes at once (--only), or with more heap"));
        }
        told = true;
        return false;
    }
}
