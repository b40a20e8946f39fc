package dev.molt.engine.verify;

import dev.molt.engine.changeset.Added;
import dev.molt.protocol.report.Finding;
import java.util.List;

/**
 * What the VM would say to the new class files.
 *
 * @param undefinable new classes that their loader can't define, since something that they need is missing
 */
public record Verification(List<Finding> findings, List<Added> undefinable) {
    public Verification {
        findings = List.copyOf(findings);
        undefinable = List.copyOf(undefinable);
    }

    @Override
    public String toString() {
        return findings.isEmpty() ? "verified" : findings.size() + " findings";
    }
}
