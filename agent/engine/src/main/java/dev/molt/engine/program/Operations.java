package dev.molt.engine.program;

import dev.molt.engine.history.History;
import dev.molt.engine.inside.InsideUpdates;
import dev.molt.engine.inside.Initiator;
import dev.molt.engine.update.Observers;
import dev.molt.engine.update.Reverts;
import dev.molt.engine.update.StatusReporter;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.HistoryReport;
import dev.molt.protocol.report.Origin;
import dev.molt.protocol.report.StatusReport;
import dev.molt.protocol.report.Verdict;
import java.nio.file.Path;
import java.util.List;

/**
 * What code inside the JVM may ask for. An operation is carried out by the thread that asks: it may hold locks and initialise classes, and
 * a thread of ours that needed one of them would wait for it for ever.
 */
public final class Operations {
    private static final Initiator PROGRAM = () -> Origin.PROGRAM;

    private final String version;
    private final InsideUpdates updates;
    private final Reverts reverts;
    private final History history;
    private final StatusReporter status;
    private final Observers observers;

    public Operations(String version, InsideUpdates updates, Reverts reverts, History history, StatusReporter status, Observers observers) {
        this.version = version;
        this.updates = updates;
        this.reverts = reverts;
        this.history = history;
        this.status = status;
        this.observers = observers;
    }

    /** Version of the agent. */
    public String version() {
        return version;
    }

    /**
     * Plans, or plans and applies, what lies in the JVM's file system.
     *
     * @param files one folder, one jar, or any number of class files
     * @param from folder or jar of the running version, or null
     * @throws InterruptedException while it waited for another update; nothing was touched
     */
    public Verdict update(boolean dryRun, List<String> files, String from, String reason) throws InterruptedException {
        UpdateOptions defaults = UpdateOptions.defaults();
        UpdateOptions options = new UpdateOptions(null, reason, false, 0, 0, defaults.waitMillis(), 0);
        return updates.update(files.stream().map(Path::of).toList(), from == null ? null : Path.of(from), dryRun, options, PROGRAM);
    }

    /**
     * Takes back an update and all live ones after it.
     *
     * @param id the update, or null for the newest live one
     * @throws InterruptedException while it waited for another update; nothing was touched
     */
    public Verdict revert(String id, String reason) throws InterruptedException {
        return reverts.revert(id, reason, PROGRAM.user(), false);
    }

    /** Every update of this JVM, oldest first. */
    public HistoryReport history() {
        return history.report();
    }

    /** What is live, and who still runs old code. */
    public StatusReport status() {
        return status.report();
    }

    /** Those who are told of updates. */
    public Observers observers() {
        return observers;
    }
}
