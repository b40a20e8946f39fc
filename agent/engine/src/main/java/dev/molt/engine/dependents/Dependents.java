package dev.molt.engine.dependents;

import dev.molt.protocol.report.AffectedClass;
import dev.molt.protocol.report.Finding;
import java.util.List;

/**
 * Third stage of an update: who else is affected.
 *
 * @param affected classes outside the change set that use something that changes its shape or goes away
 * @param findings references that would no longer resolve
 */
public record Dependents(List<AffectedClass> affected, List<Finding> findings) {

    public Dependents {
        affected = List.copyOf(affected);
        findings = List.copyOf(findings);
    }

    @Override
    public String toString() {
        return affected.size() + " affected classes, " + findings.size() + " findings";
    }
}
