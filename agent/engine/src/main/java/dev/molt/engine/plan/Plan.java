package dev.molt.engine.plan;

import dev.molt.engine.apply.Step;
import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.ChangedResource;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.diff.ClassDiff;
import dev.molt.engine.shape.Evolved;
import dev.molt.protocol.report.AffectedClass;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.PlanReport;
import dev.molt.protocol.report.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an update will do, in which order, and what speaks against it. The same for a dry run and for the real thing.
 *
 * @param evolved the change set as the VM is to get it
 * @param define new classes, supertypes first
 * @param loads classes that are loaded when a new one is defined, and are to be loaded in their new version
 * @param resources what class loaders are to find from then on
 * @param asLoaded the bytes for classes that are not loaded yet, with the work of earlier agents
 */
public record Plan(Evolved evolved, List<Added> define, Map<Added, List<OnLoad>> loads, List<ChangedResource> resources, Map<OnLoad, byte[]> asLoaded,
                   List<Step> steps, List<AffectedClass> affected, List<Finding> findings) {

    public Plan {
        define = List.copyOf(define);
        resources = List.copyOf(resources);
        steps = List.copyOf(steps);
        affected = List.copyOf(affected);
        findings = List.copyOf(findings);
    }

    /** The same with more that is to be known, or that speaks against it. */
    public Plan with(List<Finding> more) {
        if (more.isEmpty()) return this;
        List<Finding> all = new ArrayList<>(more);
        all.addAll(findings);
        all.sort(Comparator.comparing(f -> -f.severity().ordinal()));
        return new Plan(evolved, define, loads, resources, asLoaded, steps, affected, all);
    }

    /** The change set; its class files are what the VM is to get. */
    public ChangeSet changes() {
        return evolved.set();
    }

    /** Every loaded class that gets new code, those that are only drawn in included. */
    public List<Changed> redefine() {
        List<Changed> all = new ArrayList<>(changes().changed());
        all.addAll(evolved.drawnIn());
        return all;
    }

    /** Whether something speaks against it. */
    public boolean refused() {
        for (Finding f : findings) {
            if (f.severity() == Severity.REFUSAL) return true;
        }
        return false;
    }

    /** How many classes it touches. */
    public int size() {
        return changes().changed().size() + define.size() + changes().onLoad().size() + changes().removed().size();
    }

    /** Names of the methods of a class whose loaded code is replaced, by the update or by its revert; none of one that is drawn in. */
    public Set<String> replacedMethods(Changed changed) {
        Set<String> names = new HashSet<>();
        for (Method m : replaced(changed)) names.add(m.name());
        ClassDiff diff = evolved.diff().of(changed);
        if (diff != null) diff.added().forEach(m -> names.add(m.name()));
        return Set.copyOf(names);
    }

    /** Those of them that share their name with a method whose code stays. */
    public Set<String> ambiguousMethods(Changed changed) {
        List<Method> replaced = replaced(changed);
        Set<String> names = replacedMethods(changed);
        Set<String> ambiguous = new HashSet<>();
        for (Method m : changed.before().file().methods()) {
            if (names.contains(m.name()) && !isAmong(replaced, m)) ambiguous.add(m.name());
        }
        return Set.copyOf(ambiguous);
    }

    private List<Method> replaced(Changed changed) {
        ClassDiff diff = evolved.diff().of(changed);
        return diff == null ? List.of() : diff.replacedBodies();
    }

    private static boolean isAmong(List<Method> methods, Method m) {
        for (Method other : methods) {
            if (other == m) return true;
        }
        return false;
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
