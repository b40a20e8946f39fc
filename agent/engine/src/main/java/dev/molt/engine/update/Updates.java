package dev.molt.engine.update;

import dev.molt.engine.apply.Applied;
import dev.molt.engine.apply.Applier;
import dev.molt.engine.apply.ApplyFailure;
import dev.molt.engine.apply.InjectedFault;
import dev.molt.engine.apply.RedefinedClass;
import dev.molt.engine.apply.Step;
import dev.molt.engine.history.Entry;
import dev.molt.engine.history.History;
import dev.molt.engine.jfr.Flight;
import dev.molt.engine.jfr.Flights;
import dev.molt.engine.oldcode.OldCode;
import dev.molt.engine.plan.Plan;
import dev.molt.engine.verify.CodeCheck;
import dev.molt.protocol.Message.ProbeResult;
import dev.molt.protocol.Message.UpdateRequest;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.UpdateSummary;
import dev.molt.protocol.report.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Does updates: one at a time, each ending with one verdict. */
public final class Updates {
    private final Pipeline pipeline;
    private final Applier applier;
    private final OldShapes oldShapes;
    private final CodeCheck code;
    private final History history;
    private final OldCode oldCode;
    private final CodeChanges changes;
    private final AuditTrail audit;
    private final Gate gate;
    private final Confirmations confirmations;
    private final Observers observers;

    Updates(Pipeline pipeline, Applier applier, OldShapes oldShapes, CodeCheck code, History history, OldCode oldCode, CodeChanges changes,
            AuditTrail audit, Gate gate, Confirmations confirmations, Observers observers) {
        this.pipeline = pipeline;
        this.applier = applier;
        this.oldShapes = oldShapes;
        this.code = code;
        this.history = history;
        this.oldCode = oldCode;
        this.changes = changes;
        this.audit = audit;
        this.gate = gate;
        this.confirmations = confirmations;
        this.observers = observers;
    }

    /**
     * Plans, or plans and applies.
     *
     * @throws IOException when the client has gone before anything was touched
     */
    public Verdict update(UpdateRequest request, Client client) throws IOException, InterruptedException {
        String doing = (request.dryRun() ? "a plan of " : "an update by ") + client.user();
        if (!gate.enter(doing, request.options().waitMillis())) {
            return Verdict.refused("another update is under way: " + gate.holder(), "try again, or wait longer with --wait");
        }
        try {
            String waiting = confirmations.waiting();
            if (waiting != null && !request.dryRun()) {
                return Verdict.refused("update " + waiting + " waits for its confirmation",
                        "molt confirm or molt revert it first");
            }
            try (Flight flight = Flights.begin(request.dryRun() ? "plan" : "update", client.user(), request.options().reason())) {
                return flight.ended(inside(request, client, new Clock(flight)));
            }
        } finally {
            gate.leave();
        }
    }

    private Verdict inside(UpdateRequest request, Client client, Clock clock) throws IOException, InterruptedException {
        Instant started = Instant.now();
        Plan plan = plan(request, client, clock);
        if (!plan.refused() && plan.changes().isEmpty()) {
            return Verdicts.of(null, Outcome.NOTHING_TO_DO, alreadyRuns(plan.changes().unchanged()), null, plan.findings(), clock.stages());
        }
        if (request.dryRun()) {
            return plan.refused() ? refused(null, plan, clock) : planned(null, plan, clock);
        }
        String id = history.nextId();
        UpdateOptions options = request.options();
        if (plan.refused()) return remember(refused(id, plan, clock), started, client, options, clock, null, List.of(), null);
        observers.before(() -> planned(id, plan, clock));
        Plan current = applier.isOutdated(plan) ? plan(request, client, clock) : plan;
        if (current.refused()) return remember(refused(id, current, clock), started, client, options, clock, null, List.of(), null);
        return apply(id, current, options, client, started, clock);
    }

    private Plan plan(UpdateRequest request, Client client, Clock clock) throws IOException {
        Plan plan = pipeline.plan(request, client, clock);
        return plan.with(client.objections(plan));
    }

    private static String alreadyRuns(int unchanged) {
        if (unchanged == 0) return "no class of the offer is loaded yet, and those that will be are as offered";
        return unchanged == 1 ? "the one loaded class of the offer already runs as offered"
                : "all " + unchanged + " loaded classes of the offer already run as offered";
    }

    private static Verdict planned(String id, Plan plan, Clock clock) {
        return Verdicts.of(id, Outcome.PLANNED, "would change " + Verdicts.size(plan), plan.report(), plan.findings(), clock.stages());
    }

    private static Verdict refused(String id, Plan plan, Clock clock) {
        return Verdicts.of(id, Outcome.REFUSED, "nothing was touched", plan.report(), plan.findings(), clock.stages());
    }

    private Verdict apply(String id, Plan plan, UpdateOptions options, Client client, Instant started, Clock clock)
            throws InterruptedException {
        Surroundings surroundings = new Surroundings(id, plan, options, client);
        Applied applied;
        List<Applied> left = List.of();
        Verdict verdict;
        String revertedBy = null;
        try {
            applied = applier.apply(plan, new InjectedFault(step -> client.ping(step.name().toLowerCase(Locale.ROOT))), surroundings);
            verdict = applied(id, plan, options, clock);
        } catch (ApplyFailure failure) {
            applied = null;
            OldShapes.Restored restored = oldShapes.restore(failure.newShapes());
            left = restored.left();
            left.forEach(l -> l.redefined().forEach(r -> changes.happened(r, id)));
            verdict = failed(id, plan, failure, restored, clock);
            revertedBy = verdict.outcome() == Outcome.REFUSED ? null : failure.step() == Step.PROBE ? "its probe" : "a failure";
        }
        clock.lap("apply");
        if (surroundings.audited) verdict = audit.ends(id, verdict, clock.micros());
        verdict = remember(verdict, started, client, options, clock, applied, left, revertedBy);
        if (applied == null) return verdict;
        if (options.confirmWithinMillis() > 0) confirmations.expect(id, options.confirmWithinMillis());
        for (RedefinedClass r : applied.redefined()) changes.happened(r, id);
        return options.waitOldMillis() > 0 ? new OldCodeWait(oldCode, client).until(verdict, options.waitOldMillis()) : verdict;
    }

    private Verdict applied(String id, Plan plan, UpdateOptions options, Clock clock) {
        String summary = Verdicts.size(plan) + (plan.size() + plan.changes().resources().size() == 1 ? " is live" : " are live");
        if (options.confirmWithinMillis() == 0) {
            return Verdicts.of(id, Outcome.APPLIED, summary, plan.report(), plan.findings(), clock.stages());
        }
        String before = Instant.now().plusMillis(options.confirmWithinMillis()).toString();
        return new Verdict(id, Outcome.UNCONFIRMED, summary, plan.report(), plan.findings(), clock.stages(), List.of(), before);
    }

    private Verdict failed(String id, Plan plan, ApplyFailure failure, OldShapes.Restored restored, Clock clock) {
        List<Finding> findings = new ArrayList<>();
        boolean unaudited = failure.step() == Step.AUDIT;
        boolean nothing = unaudited || plan.define().isEmpty() && failure.refusedByVm();
        String problem = unaudited ? "the audit record can't be written (" + failure.getCause().getClass().getSimpleName() + ": "
                + failure.getMessage() + ")" : "at the step \"" + failure.step().what() + "\": " + failure.getMessage();
        String remedy = unaudited ? "see that the file can be written, or name another one with the agent option audit=FILE"
                : "the VM took none of the changed classes";
        List<Finding> rejected = nothing && failure.getCause() instanceof LinkageError ? code.problems(plan.changes().changed()) : List.of();
        findings.addAll(rejected);
        if (rejected.isEmpty()) findings.add(nothing ? Finding.refusal(null, null, null, problem, remedy) : Finding.failure(problem, null));
        List<String> remains = Stream.concat(failure.remains().stream(), restored.remains().stream()).toList();
        for (String r : remains) findings.add(Finding.failure("not undone: " + r, "restart this JVM"));
        findings.addAll(restored.notes());
        findings.addAll(plan.findings());
        Outcome outcome = nothing ? Outcome.REFUSED : remains.isEmpty() ? Outcome.REVERTED : Outcome.REVERT_INCOMPLETE;
        return Verdicts.of(id, outcome, nothing ? "nothing was touched" : failure.touched()
                ? "it was live for a moment and everything is as it was before" : "everything is as it was before", plan.report(), findings,
                clock.stages());
    }

    private Verdict remember(Verdict verdict, Instant started, Client client, UpdateOptions options, Clock clock, Applied applied,
                             List<Applied> left, String revertedBy) {
        Verdict timed = new Verdict(verdict.updateId(), verdict.outcome(), verdict.summary(), verdict.plan(), verdict.findings(),
                clock.stages(), verdict.oldFrames(), verdict.confirmBefore());
        UpdateSummary summary = new UpdateSummary(verdict.updateId(), started.toString(), client.user(), client.origin(), options.reason(),
                verdict.plan().source(), verdict.outcome(), verdict.plan().classes().size(), clock.micros(), applied != null, revertedBy);
        history.add(new Entry(summary, timed, applied, Set.of(), left));
        observers.after(timed);
        return timed;
    }

    private final class Surroundings implements Applier.Surroundings {
        private final String id;
        private final Plan plan;
        private final UpdateOptions options;
        private final Client client;
        private boolean audited;

        Surroundings(String id, Plan plan, UpdateOptions options, Client client) {
            this.id = id;
            this.plan = plan;
            this.options = options;
            this.client = client;
        }

        @Override
        public void audit() throws IOException {
            audit.updateStarts(id, client, options.reason(), plan);
            audited = true;
        }

        @Override
        public void probe() throws Exception {
            ProbeResult result = client.probe(id, options.probeTimeoutMillis());
            if (!result.healthy()) throw new IllegalStateException("the probe says no: " + result.detail());
        }

        @Override
        public void record(Applied applied) throws IOException {
            client.ping("commit");
        }
    }
}
