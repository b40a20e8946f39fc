package dev.molt.engine.update;

import dev.molt.engine.plan.Plan;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.PlanReport;
import dev.molt.protocol.report.StageTime;
import dev.molt.protocol.report.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Verdicts of a kind. */
final class Verdicts {
    private Verdicts() {}

    static Verdict of(String id, Outcome outcome, String summary, PlanReport plan, List<Finding> findings, List<StageTime> stages) {
        return new Verdict(id, outcome, summary, plan, findings, stages, List.of(), null);
    }

    static String classes(int count) {
        return count + (count == 1 ? " class" : " classes");
    }

    /** How much an update changes. */
    static String size(Plan plan) {
        int resources = plan.changes().resources().size();
        if (resources == 0) return classes(plan.size());
        String also = resources + (resources == 1 ? " resource" : " resources");
        return plan.size() == 0 ? also : classes(plan.size()) + " and " + also;
    }

    static Verdict withFinding(Verdict v, Finding finding) {
        List<Finding> findings = new ArrayList<>(v.findings());
        findings.add(finding);
        return new Verdict(v.updateId(), v.outcome(), v.summary(), v.plan(), findings, v.stages(), v.oldFrames(), v.confirmBefore());
    }
}
