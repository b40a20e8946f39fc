package dev.molt.engine.plan;

import dev.molt.engine.apply.Step;
import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.diff.ClassDiff;
import dev.molt.engine.shape.Evolved;
import dev.molt.protocol.report.AffectedClass;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.PlanReport;
import dev.molt.protocol.report.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an update will do, in which order, and what speaks against it. The same for a dry run and for the real thing.
 *
 * @param evolved the change set as the VM is to get it
 * @param define new classes, supertypes first
 * @param asLoaded the bytes for classes that are not loaded yet, with the work of earlier agents
 */
public record Plan(Evolved evolved, List<Added> define, Map<OnLoad, byte[]> asLoaded,
                   List<Step> steps, List<AffectedClass> affected, List<Finding> findings) {

    public Plan {
        define = List.copyOf(define);
        steps = List.copyOf(steps);
        affected = List.copyOf(affected);
        findings = List.copyOf(findings);
    }

    /** The change set; its class files are what the VM is to get. */
    public ChangeSet changes() {
        return evolved.set();
    }

    /** Every loaded class that gets new code, those that are only drawn in included. */
    public List<Changed> redefine() {
        return Stream.concat(changes().changed().stream(), evolved.drawnIn().stream()).toList();
    }

    /** The differences of one class; nothing for one that is drawn in. */
    public Optional<ClassDiff> diff(Changed changed) {
        return Optional.ofNullable(evolved.diff().of(changed));
    }

    /** Whether something speaks against it. */
    public boolean refused() {
        return findings.stream().anyMatch(f -> f.severity() == Severity.REFUSAL);
    }

    /** How many classes it touches. */
    public int size() {
        return changes().changed().size() + define.size() + changes().onLoad().size() + changes().removed().size();
    }

    /** Names of the methods of a class whose loaded code is replaced, by the update or by its revert. */
    public Set<String> replacedMethods(Changed changed) {
        return diff(changed).stream().flatMap(d -> Stream.concat(d.replacedBodies().stream(), d.added().stream())).map(Method::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those of them that share their name with a method whose code stays. */
    public Set<String> ambiguousMethods(Changed changed) {
        List<Method> replaced = diff(changed).map(ClassDiff::replacedBodies).orElse(List.of());
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
