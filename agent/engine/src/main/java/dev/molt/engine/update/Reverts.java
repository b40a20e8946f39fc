package dev.molt.engine.update;

import dev.molt.engine.apply.Applied;
import dev.molt.engine.apply.Applier;
import dev.molt.engine.apply.DefinedClass;
import dev.molt.engine.apply.RedefinedClass;
import dev.molt.engine.apply.Reversal;
import dev.molt.engine.history.Entry;
import dev.molt.engine.history.History;
import dev.molt.engine.jfr.Flight;
import dev.molt.engine.jfr.Flights;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes updates back, and confirms them. */
public final class Reverts {
    private static final long WAIT_MILLIS = 10_000;

    private final Applier applier;
    private final OldShapes oldShapes;
    private final History history;
    private final CodeChanges changes;
    private final AuditTrail audit;
    private final Gate gate;
    private final Confirmations confirmations;
    private final Observers observers;

    Reverts(Applier applier, OldShapes oldShapes, History history, CodeChanges changes, AuditTrail audit, Gate gate, Observers observers) {
        this.applier = applier;
        this.oldShapes = oldShapes;
        this.history = history;
        this.changes = changes;
        this.audit = audit;
        this.gate = gate;
        this.observers = observers;
        this.confirmations = new Confirmations(this::notConfirmed);
    }

    Confirmations confirmations() {
        return confirmations;
    }

    /**
     * Takes back an update and all live ones after it.
     *
     * @param id the update, or null for the newest live one
     */
    public Verdict revert(String id, String reason, String user, boolean dryRun) throws InterruptedException {
        if (!gate.enter("a revert by " + user, WAIT_MILLIS)) {
            return Verdict.refused("another update is under way: " + gate.holder(), "try again when it has ended");
        }
        try {
            Optional<Entry> entry = id == null ? newestLive() : history.find(id);
            if (entry.isEmpty()) {
                return Verdict.refused(id == null ? "there is no live update" : "there is no update " + id, "molt history lists them");
            }
            if (!entry.get().live()) return Verdict.refused("update " + id + " is not live", "molt history lists those that are");
            List<Entry> all = history.liveFrom(entry.get());
            return dryRun ? planned(all) : takeBack(all, user, reason, "by " + user);
        } finally {
            gate.leave();
        }
    }

    /** Confirms the update that waits for it; a null id means whichever waits. */
    public Verdict confirm(String id, String user) {
        String waiting = confirmations.waiting();
        if (waiting == null || id != null && !id.equals(waiting)) {
            return Verdict.refused(waiting == null ? "no update waits for a confirmation" : "not update " + id + " but " + waiting
                    + " waits for a confirmation", waiting == null ? "molt history tells what became of each" : "molt confirm without an id takes " + waiting);
        }
        if (!confirmations.end(waiting)) return Verdict.refused("update " + waiting + " is being taken back", null);
        Entry entry = history.find(waiting).orElseThrow();
        Verdict before = entry.verdict();
        Verdict verdict = new Verdict(waiting, Outcome.APPLIED, "confirmed by " + user, before.plan(), before.findings(), before.stages(),
                List.of(), null);
        history.confirmed(entry, verdict);
        return recorded(waiting + "-confirm", user, verdict);
    }

    private Verdict recorded(String operation, String user, Verdict verdict) {
        try {
            audit.operationStarts(operation, user, null);
        } catch (IOException e) {
            return Verdicts.withFinding(verdict, Finding.warning(null, null, null, "the audit record could not be written: "
                    + e.getMessage(), "make room for " + audit.log().file()));
        }
        return audit.ends(operation, verdict, 0);
    }

    private void notConfirmed(String id) {
        try {
            if (!gate.enter("a revert since nobody confirmed", Long.MAX_VALUE / 1_000_000)) return;
            try {
                Optional<Entry> entry = history.find(id).filter(Entry::live);
                if (entry.isPresent() && id.equals(confirmations.waiting())) {
                    takeBack(history.liveFrom(entry.get()), "molt", "not confirmed in time", "not confirmed in time");
                }
            } finally {
                gate.leave();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Entry> newestLive() {
        List<Entry> live = history.live();
        return live.isEmpty() ? Optional.empty() : Optional.of(live.get(live.size() - 1));
    }

    private static String names(List<Entry> entries) {
        return String.join(", ", entries.stream().map(Entry::id).toList());
    }

    private static String tookBack(List<Entry> all, int classes) {
        return "took back " + names(all) + ", " + Verdicts.classes(classes) + (classes == 1 ? " runs its old code" : " run their old code");
    }

    private static Verdict planned(List<Entry> all) {
        return Verdicts.of(all.get(all.size() - 1).id(), Outcome.PLANNED, "would take back " + names(all), null, followers(all), List.of());
    }

    private static List<Finding> followers(List<Entry> all) {
        if (all.size() == 1) return List.of();
        return List.of(Finding.note(null, "what came after it is taken back with it: " + names(all.subList(0, all.size() - 1))));
    }

    private Verdict takeBack(List<Entry> all, String user, String reason, String by) {
        try (Flight flight = Flights.begin("revert", user, reason)) {
            return flight.ended(takeBack(all, user, reason, by, new Clock(flight)));
        }
    }

    private Verdict takeBack(List<Entry> all, String user, String reason, String by, Clock clock) {
        Entry oldest = all.get(all.size() - 1);
        String operation = oldest.id() + "-revert";
        boolean audited = true;
        List<Finding> findings = new ArrayList<>(followers(all));
        try {
            audit.operationStarts(operation, user, reason);
        } catch (IOException e) {
            audited = false;
            findings.add(Finding.warning(null, null, null, "the audit record could not be written: " + e.getMessage(),
                    "make room for " + audit.log().file()));
        }
        all.forEach(e -> confirmations.end(e.id()));
        List<Applied> applied = history.appliedSince(oldest);
        Reversal reversal = applier.revert(applied);
        for (Applied a : applied) {
            for (RedefinedClass r : a.redefined()) changes.happened(r, "the revert of " + oldest.id());
            for (DefinedClass d : a.defined()) findings.add(Finding.note(d.name(), "stays loaded, since the VM can't unload it"));
        }
        // From here on the program is the old one, but for these.
        history.reverted(all, by);
        OldShapes.Restored restored = oldShapes.restore(reversal.newShapes());
        restored.left().forEach(l -> l.redefined().forEach(r -> changes.happened(r, "the revert of " + oldest.id())));
        clock.lap("revert");
        findings.addAll(restored.notes());
        List<String> remains = Stream.concat(reversal.failures().stream(), restored.remains().stream()).toList();
        for (String r : remains) findings.add(Finding.failure(r, "restart this JVM"));
        Verdict verdict = Verdicts.of(oldest.id(), remains.isEmpty() ? Outcome.REVERTED : Outcome.REVERT_INCOMPLETE,
                tookBack(all, reversal.redefined().size()), null, findings, clock.stages());
        if (audited) verdict = audit.ends(operation, verdict, clock.micros());
        history.ended(all, verdict.outcome(), restored.left());
        observers.reverted(verdict);
        return verdict;
    }
}
