package dev.molt.engine.history;

import dev.molt.engine.apply.Applied;
import dev.molt.protocol.report.UpdateRecord;
import dev.molt.protocol.report.UpdateSummary;
import dev.molt.protocol.report.Verdict;

/**
 * One update in the history.
 *
 * @param applied what it left in the VM, or null when it is not live
 */
public record Entry(UpdateSummary summary, Verdict verdict, Applied applied) {

    public String id() {
        return summary.id();
    }

    public boolean live() {
        return applied != null;
    }

    /** For people. */
    public UpdateRecord report() {
        return new UpdateRecord(summary, verdict);
    }

    Entry reverted(String by, Verdict verdict) {
        return new Entry(new UpdateSummary(summary.id(), summary.started(), summary.user(), summary.origin(), summary.reason(), summary.source(),
                verdict.outcome(), summary.classes(), summary.micros(), false, by), this.verdict, null);
    }

    Entry confirmed(Verdict confirmed) {
        return new Entry(new UpdateSummary(summary.id(), summary.started(), summary.user(), summary.origin(), summary.reason(), summary.source(),
                confirmed.outcome(), summary.classes(), summary.micros(), true, null), confirmed, applied);
    }
}
