package dev.molt.engine.plan;

import dev.molt.engine.apply.Step;
import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.diff.ChangeSetDiff;
import dev.molt.protocol.report.AffectedClass;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.PlanReport;
import dev.molt.protocol.report.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an update will do, in which order, and what speaks against it. The same for a dry run and for the real thing.
 *
 * @param define new classes, supertypes first
 * @param asLoaded the bytes for classes that are not loaded yet, with the work of earlier agents
 */
public record Plan(ChangeSet changes, ChangeSetDiff diff, List<Added> define, Map<OnLoad, byte[]> asLoaded,
                   List<Step> steps, List<AffectedClass> affected, List<Finding> findings) {

    public Plan {
        define = List.copyOf(define);
        steps = List.copyOf(steps);
        affected = List.copyOf(affected);
        findings = List.copyOf(findings);
    }

    /** Whether something speaks against it. */
    public boolean refused() {
        return findings.stream().anyMatch(f -> f.severity() == Severity.REFUSAL);
    }

    /** How many classes it touches. */
    public int size() {
        return changes.changed().size() + define.size() + changes.onLoad().size() + changes.removed().size();
    }

    /** Names of the methods of a class whose loaded code is replaced. */
    public Set<String> replacedMethods(Changed changed) {
        return diff.of(changed).replacedBodies().stream().map(Method::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Those of them that share their name with a method whose code stays. */
    public Set<String> ambiguousMethods(Changed changed) {
        List<Method> replaced = diff.of(changed).replacedBodies();
        Set<String> names = replacedMethods(changed);
        return changed.before().file().methods().stream().filter(m -> names.contains(m.name()) && replaced.stream().noneMatch(r -> r == m))
                .map(Method::name).collect(Collectors.toUnmodifiableSet());
    }

    /** For people. */
    public PlanReport report() {
        return new PlanRenderer(this).render();
    }

    @Override
    public String toString() {
        return report().text();
    }
}
