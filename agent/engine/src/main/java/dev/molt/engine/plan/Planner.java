package dev.molt.engine.plan;

import dev.molt.engine.apply.Step;
import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.ChangedResource;
import dev.molt.engine.dependents.Dependents;
import dev.molt.engine.diff.Change;
import dev.molt.engine.diff.Effect;
import dev.molt.engine.shape.Evolved;
import dev.molt.engine.verify.Verification;
import dev.molt.protocol.report.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the results of the stages before together into a {@link Plan}. */
public final class Planner {
    private static final int NAMED = 5;

    private final Evolved evolved;
    private final ChangeSet set;
    private final Dependents dependents;
    private final Verification verification;
    private final List<ChangedResource> resources;

    /** @param classFiles class files of the update that are to be found as resources */
    public Planner(Evolved evolved, Dependents dependents, Verification verification, List<ChangedResource> classFiles) {
        this.evolved = evolved;
        this.set = evolved.set();
        this.dependents = dependents;
        this.verification = verification;
        this.resources = Stream.concat(evolved.set().resources().stream(), classFiles.stream()).toList();
    }

    /**
     * Plans.
     *
     * @param probe whether the client will probe the application
     */
    public Plan plan(boolean probe) {
        List<Finding> findings = new ArrayList<>(set.findings());
        for (Changed c : set.changed()) {
            for (Change change : evolved.diff().of(c).changes()) tell(c, change, findings);
        }
        if (!set.resources().isEmpty()) findings.add(Finding.note(null, differing(set.resources())));
        findings.addAll(evolved.findings());
        findings.addAll(dependents.findings());
        findings.addAll(verification.findings());
        findings.sort(Comparator.comparing(f -> -f.severity().ordinal()));
        DefinitionOrder order = new DefinitionOrder(set.added().stream().filter(a -> !verification.undefinable().contains(a)).toList(), set.onLoad());
        List<Added> define = order.supertypesFirst();
        return new Plan(evolved, define, order.loads(), resources, verification.asLoaded(), steps(define, probe), dependents.affected(), findings);
    }

    private static String differing(List<ChangedResource> resources) {
        String some = resources.stream().limit(NAMED).map(r -> r.kind() + " " + r.path()).collect(Collectors.joining(", "));
        return "resources: " + some + (resources.size() > NAMED ? " and " + (resources.size() - NAMED) + " more" : "")
                + "; found by whoever asks for them from now on, and what was read before stays as it is";
    }

    private static void tell(Changed c, Change change, List<Finding> findings) {
        if (change.structural() || change.effect() != Effect.NOT_SEEN) return;
        String problem = change.kind().words() + (change.detail() == null ? "" : " (" + change.detail() + ")");
        findings.add(Finding.warning(c.name(), c.loader(), change.member(), problem + ", which has no effect on the loaded class",
                change.kind().remedy()));
    }

    private List<Step> steps(List<Added> define, boolean probe) {
        List<Step> steps = new ArrayList<>(List.of(Step.AUDIT));
        if (!define.isEmpty() || !evolved.beside().isEmpty()) steps.add(Step.DEFINE);
        if (!set.onLoad().isEmpty()) steps.add(Step.ON_LOAD);
        if (!resources.isEmpty()) steps.add(Step.RESOURCES);
        if (!evolved.evolutions().isEmpty()) steps.add(Step.EVOLVE);
        boolean redefines = !set.changed().isEmpty() || !evolved.drawnIn().isEmpty();
        if (redefines) steps.add(Step.REDEFINE);
        if (!evolved.evolutions().isEmpty()) steps.add(Step.INITIALISE);
        if (redefines) steps.add(Step.CHECK);
        if (!set.removed().isEmpty()) steps.add(Step.REMOVE);
        if (probe) steps.add(Step.PROBE);
        steps.add(Step.RECORD);
        return steps;
    }
}
