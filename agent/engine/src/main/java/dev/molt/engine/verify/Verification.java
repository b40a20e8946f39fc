package dev.molt.engine.verify;

import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Severity;
import java.util.List;
import java.util.Map;

/**
 * What the VM would say to the new class files.
 *
 * @param undefinable new classes that their loader can't define, since something that they need is missing
 * @param asLoaded what earlier agents make of classes that are not loaded yet, when they load them
 */
public record Verification(List<Finding> findings, List<Added> undefinable, Map<OnLoad, byte[]> asLoaded) {
    public Verification {
        findings = List.copyOf(findings);
        undefinable = List.copyOf(undefinable);
        asLoaded = Map.copyOf(asLoaded);
    }

    /** Whether something speaks against the update. */
    public boolean refused() {
        return findings.stream().anyMatch(f -> f.severity() == Severity.REFUSAL);
    }

    /** Where the change set already forbids the update. */
    public static Verification none() {
        return new Verification(List.of(), List.of(), Map.of());
    }

    /** Where the update is forbidden by what was found before any class was looked at. */
    public static Verification refused(List<Finding> refusals) {
        return new Verification(refusals, List.of(), Map.of());
    }

    @Override
    public String toString() {
        return findings.isEmpty() ? "verified" : findings.size() + " findings";
    }
}
