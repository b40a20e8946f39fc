package dev.molt.engine.update;

import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.ChangeSetBuilder;
import dev.molt.engine.changeset.FailedClasses;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.dependents.Dependents;
import dev.molt.engine.dependents.DependentsFinder;
import dev.molt.engine.diff.Change;
import dev.molt.engine.diff.ChangeSetDiff;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.history.History;
import dev.molt.engine.plan.Plan;
import dev.molt.engine.plan.Planner;
import dev.molt.engine.resources.ChangedClassFiles;
import dev.molt.engine.shape.Evolved;
import dev.molt.engine.shape.Evolver;
import dev.molt.engine.verify.CodeCheck;
import dev.molt.engine.verify.Verification;
import dev.molt.engine.verify.Verifier;
import dev.molt.engine.view.JdkCheck;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.OnLoadVersions;
import dev.molt.protocol.Message.UpdateRequest;
import dev.molt.protocol.report.Finding;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From an offer to a plan: change set, diff, dependents, verification, plan. Touches nothing. */
final class Pipeline {
    private static final String ON_ANOTHER_JDK = "update method bodies only, or run the program on a JDK of a release that Molt is tested on, without patches to java.base";

    private final Instrumentation instrumentation;
    private final LoadedBytes loadedBytes;
    private final OnLoadVersions onLoadVersions;
    private final History history;
    private final DependentsFinder dependentsFinder;
    private final Running running;
    private final Evolver evolver;
    private final CodeCheck code;
    private final FailedClasses failed;
    private final JdkCheck jdk;

    Pipeline(Instrumentation instrumentation, LoadedBytes loadedBytes, OnLoadVersions onLoadVersions, History history,
             DependentsFinder dependentsFinder, Running running, Evolver evolver, CodeCheck code, FailedClasses failed, JdkCheck jdk) {
        this.instrumentation = instrumentation;
        this.loadedBytes = loadedBytes;
        this.onLoadVersions = onLoadVersions;
        this.history = history;
        this.dependentsFinder = dependentsFinder;
        this.running = running;
        this.evolver = evolver;
        this.code = code;
        this.failed = failed;
        this.jdk = jdk;
    }

    Plan plan(UpdateRequest request, Client client, Clock clock) throws IOException {
        ChangeSet offered = new ChangeSetBuilder(instrumentation, loadedBytes, running, onLoadVersions, history.removedClasses(), client, client)
                .build(request.offer(), client.scope(request.options()));
        ChangeSet set = dependentsFinder.withoutCircles(failed.without(offered));
        clock.lap("change set");
        ChangeSetDiff diff = ChangeSetDiff.of(set);
        clock.lap("diff");
        Set<String> abandoned = history.abandonedClasses();
        request.offer().classes().forEach(c -> abandoned.remove(c.name()));
        Dependents dependents = dependentsFinder.find(set, diff, abandoned, client);
        clock.lap("dependents");
        Checked checked = evolver.isNeeded(set, diff) ? evolved(set, diff, request.dryRun(), client, clock) : plain(set, diff, request.dryRun(), client);
        clock.lap("verify");
        Plan plan = new Planner(checked.evolved(), dependents, checked.verification(), ChangedClassFiles.of(set, diff)).plan(request.options().probe());
        clock.lap("plan");
        return plan;
    }

    /** An update as the VM takes it, and what the VM would say to it. */
    private record Checked(Evolved evolved, Verification verification) {}

    /**
     * The new version itself is verified first: only what the VM accepts can be translated, and what the VM says of it names what its
     * author knows.
     */
    private Checked evolved(ChangeSet set, ChangeSetDiff diff, boolean dryRun, Client client, Clock clock) throws IOException {
        Optional<String> unknownJdk = jdk.problem();
        if (unknownJdk.isPresent()) return new Checked(Evolved.plain(set, diff), Verification.refused(notOnThisJdk(set, diff, unknownJdk.get())));
        Verification offered = Verifier.asWritten(instrumentation, loadedBytes, running).verify(set, List.of(), client);
        clock.lap("verify offered");
        Evolved evolved = offered.refused() ? evolver.compare(set, diff) : evolver.evolve(set, diff).without(failed::hasFailed);
        clock.lap("evolve");
        if (evolved.refused()) return new Checked(evolved, Verification.none());
        if (offered.refused()) return new Checked(evolved, offered);
        Verifier verifier = new Verifier(instrumentation, loadedBytes);
        boolean byRedefinition = !dryRun && evolver.keepsTypes(evolved);
        return new Checked(evolved, byRedefinition ? verifier.verifyNew(evolved.toVerify(), evolved.beside(), client)
                : verifier.verify(evolved.toVerify(), evolved.beside(), client));
    }

    /** Names what asks for more than new bodies, so that the user can leave it out. */
    private static List<Finding> notOnThisJdk(ChangeSet set, ChangeSetDiff diff, String problem) {
        List<Finding> findings = new ArrayList<>();
        for (Changed c : set.changed()) {
            diff.of(c).changes().stream().filter(Change::structural).findFirst().ifPresent(change -> findings.add(
                    Finding.refusal(c.name(), c.loader(), change.member(), change.kind().words() + ", and changes of shape are not possible here: " + problem, ON_ANOTHER_JDK)));
        }
        if (findings.isEmpty()) findings.add(Finding.refusal(null, null, null, problem, ON_ANOTHER_JDK));
        return findings;
    }

    private Checked plain(ChangeSet set, ChangeSetDiff diff, boolean dryRun, Client client) throws IOException {
        return new Checked(Evolved.plain(set, diff), verify(set, dryRun, client));
    }

    private Verification verify(ChangeSet set, boolean dryRun, Client client) throws IOException {
        if (set.refused()) return Verification.none();
        if (!set.added().isEmpty() || !set.onLoad().isEmpty()) return new Verifier(instrumentation, loadedBytes).verify(set, List.of(), client);
        Verification versions = Verifier.versions(set);
        // The redefinition verifies as well. It takes all classes or none, so there is no need to do it twice.
        boolean enough = versions.refused() || !dryRun || set.changed().isEmpty();
        return enough ? versions : new Verification(code.problems(set.changed()), List.of(), Map.of());
    }
}
