package dev.molt.engine.plan;

import dev.molt.engine.apply.Step;
import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.dependents.Dependents;
import dev.molt.engine.diff.Change;
import dev.molt.engine.diff.ChangeKind;
import dev.molt.engine.diff.ChangeSetDiff;
import dev.molt.engine.diff.Effect;
import dev.molt.engine.verify.Verification;
import dev.molt.protocol.report.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts the results of the stages before together into a {@link Plan}. */
public final class Planner {
    private static final int ACC_SYNTHETIC = 0x1000;

    private final ChangeSet set;
    private final ChangeSetDiff diff;
    private final Dependents dependents;
    private final Verification verification;

    public Planner(ChangeSet set, ChangeSetDiff diff, Dependents dependents, Verification verification) {
        this.set = set;
        this.diff = diff;
        this.dependents = dependents;
        this.verification = verification;
    }

    /**
     * Plans.
     *
     * @param probe whether the client will probe the application
     */
    public Plan plan(boolean probe) {
        List<Finding> findings = new ArrayList<>(set.findings());
        for (Changed c : set.changed()) {
            for (Change change : diff.of(c).changes()) tell(c, change, findings);
        }
        findings.addAll(dependents.findings());
        findings.addAll(verification.findings());
        findings.sort(Comparator.comparing(f -> -f.severity().ordinal()));
        List<Added> define = DefinitionOrder.supertypesFirst(
                set.added().stream().filter(a -> !verification.undefinable().contains(a)).toList());
        return new Plan(set, diff, define, verification.asLoaded(), steps(define, probe), dependents.affected(), findings);
    }

    private static void tell(Changed c, Change change, List<Finding> findings) {
        if (isTableOfCases(c, change)) {
            findings.add(Finding.refusal(c.name(), c.loader(), null, "a switch over an enum has other cases, or they stand in another order;"
                    + " the compiler numbers them in a table that this class makes once, and new code would jump by the old numbers",
                    "keep the cases and their order, and tell new ones apart with if; or restart the JVM"));
            return;
        }
        String problem = change.kind().words() + (change.detail() == null ? "" : " (" + change.detail() + ")");
        if (change.structural()) {
            findings.add(Finding.refusal(c.name(), c.loader(), change.member(), problem + ", which a running HotSpot does not take",
                    change.kind().remedy()));
        } else if (change.effect() != Effect.EFFECTIVE) {
            findings.add(Finding.warning(c.name(), c.loader(), change.member(), problem + ", which has no effect on the loaded class",
                    change.kind().remedy()));
        }
    }

    /**
     * Whether the change is about the numbers that a compiler gave to the cases of a switch over an enum. It keeps them in a class of its
     * own, where a person can't set them.
     */
    private static boolean isTableOfCases(Changed c, Change change) {
        return change.kind() == ChangeKind.STATIC_INITIALIZER_BODY && (c.before().file().access() & ACC_SYNTHETIC) != 0;
    }

    private List<Step> steps(List<Added> define, boolean probe) {
        List<Step> steps = new ArrayList<>(List.of(Step.AUDIT));
        if (!define.isEmpty()) steps.add(Step.DEFINE);
        if (!set.onLoad().isEmpty()) steps.add(Step.ON_LOAD);
        if (!set.changed().isEmpty()) steps.addAll(List.of(Step.REDEFINE, Step.CHECK));
        if (!set.removed().isEmpty()) steps.add(Step.REMOVE);
        if (probe) steps.add(Step.PROBE);
        steps.add(Step.RECORD);
        return steps;
    }
}
