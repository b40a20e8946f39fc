package dev.molt.engine.history;

import dev.molt.engine.apply.Applied;
import dev.molt.engine.apply.DefinedClass;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.UpdateRecord;
import dev.molt.protocol.report.UpdateSummary;
import dev.molt.protocol.report.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One update in the history.
 *
 * @param applied what it left in the VM, or null when it is not live
 * @param remains names of its new classes, once it has been taken back: the VM can't unload them
 * @param left what taking it back left in the VM, newest first, to be taken back with the updates before it
 */
public record Entry(UpdateSummary summary, Verdict verdict, Applied applied, Set<String> remains, List<Applied> left) {
    public Entry {
        left = List.copyOf(left);
    }

    public Entry(UpdateSummary summary, Verdict verdict, Applied applied) {
        this(summary, verdict, applied, Set.of(), List.of());
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

    /** What of it is in the VM, newest first. */
    List<Applied> inVm() {
        return live() ? List.of(applied) : left;
    }

    /** With nothing of it in the VM any more. */
    Entry reverted(String by) {
        if (!live()) return new Entry(summary, verdict, null, remains, List.of());
        return new Entry(with(Outcome.REVERTED, false, by), verdict, null, applied.defined().stream().map(DefinedClass::name).collect(Collectors.toSet()),
                List.of());
    }

    Entry ended(Outcome outcome, List<Applied> inVm) {
        return new Entry(with(outcome, false, summary.revertedBy()), verdict, null, remains, inVm);
    }

    Entry confirmed(Verdict confirmed) {
        return new Entry(with(confirmed.outcome(), true, null), confirmed, applied, remains, left);
    }

    private UpdateSummary with(Outcome outcome, boolean live, String revertedBy) {
        return new UpdateSummary(summary.id(), summary.started(), summary.user(), summary.origin(), summary.reason(), summary.source(), outcome,
                summary.classes(), summary.micros(), live, revertedBy);
    }
}
