package dev.molt.engine.history;

import dev.molt.engine.apply.Applied;
import dev.molt.engine.apply.DefinedClass;
import dev.molt.protocol.report.UpdateRecord;
import dev.molt.protocol.report.UpdateSummary;
import dev.molt.protocol.report.Verdict;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One update in the history.
 *
 * @param applied what it left in the VM, or null when it is not live
 * @param remains names of its new classes, once it has been taken back: the VM can't unload them
 */
public record Entry(UpdateSummary summary, Verdict verdict, Applied applied, Set<String> remains) {

    public Entry(UpdateSummary summary, Verdict verdict, Applied applied) {
        this(summary, verdict, applied, Set.of());
    }

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
                verdict.outcome(), summary.classes(), summary.micros(), false, by), this.verdict, null,
                applied.defined().stream().map(DefinedClass::name).collect(Collectors.toSet()));
    }

    Entry confirmed(Verdict confirmed) {
        return new Entry(new UpdateSummary(summary.id(), summary.started(), summary.user(), summary.origin(), summary.reason(), summary.source(),
                confirmed.outcome(), summary.classes(), summary.micros(), true, null), confirmed, applied);
    }
}
