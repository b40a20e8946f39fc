package dev.molt.engine.update;

import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.ChangeSetBuilder;
import dev.molt.engine.dependents.Dependents;
import dev.molt.engine.dependents.DependentsFinder;
import dev.molt.engine.diff.ChangeSetDiff;
import dev.molt.engine.history.History;
import dev.molt.engine.plan.Plan;
import dev.molt.engine.plan.Planner;
import dev.molt.engine.verify.Verification;
import dev.molt.engine.verify.Verifier;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.OnLoadVersions;
import dev.molt.protocol.Message.UpdateRequest;
import java.io.IOException;
import java.lang.instrument.Instrumentation;

/** From an offer to a plan: change set, diff, dependents, verification, plan. Touches nothing. */
final class Pipeline {
    private final Instrumentation instrumentation;
    private final LoadedBytes loadedBytes;
    private final OnLoadVersions onLoadVersions;
    private final History history;
    private final DependentsFinder dependentsFinder;

    Pipeline(Instrumentation instrumentation, LoadedBytes loadedBytes, OnLoadVersions onLoadVersions, History history,
             DependentsFinder dependentsFinder) {
        this.instrumentation = instrumentation;
        this.loadedBytes = loadedBytes;
        this.onLoadVersions = onLoadVersions;
        this.history = history;
        this.dependentsFinder = dependentsFinder;
    }

    Plan plan(UpdateRequest request, Client client, Clock clock) throws IOException {
        ChangeSet set = new ChangeSetBuilder(instrumentation, loadedBytes, onLoadVersions, history.removedClasses(), client, client)
                .build(request.offer(), request.options().loader());
        clock.lap("change set");
        ChangeSetDiff diff = ChangeSetDiff.of(set);
        clock.lap("diff");
        Dependents dependents = dependentsFinder.find(set, diff, client);
        clock.lap("dependents");
        Verification verification = set.refused() ? Verification.none() : new Verifier(instrumentation).verify(set, client);
        clock.lap("verify");
        Plan plan = new Planner(set, diff, dependents, verification).plan(request.options().probe());
        clock.lap("plan");
        return plan;
    }
}
