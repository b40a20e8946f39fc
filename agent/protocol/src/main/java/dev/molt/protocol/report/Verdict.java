package dev.molt.protocol.report;

import java.util.List;
import java.util.Locale;

/**
 * The one honest answer to an update, a revert or a confirmation.
 *
 * @param updateId the update, or null where nothing was recorded (a dry run, a refusal of the request itself)
 * @param summary one sentence
 * @param plan the plan, or null where it did not get that far
 * @param findings reasons first, then warnings, then notes
 * @param stages what took how long
 * @param oldFrames threads still in old code at the end
 * @param confirmBefore ISO instant before which somebody must confirm, or null
 */
public record Verdict(String updateId, Outcome outcome, String summary, PlanReport plan, List<Finding> findings,
                      List<StageTime> stages, List<OldFrame> oldFrames, String confirmBefore) implements Report {

    public Verdict {
        findings = List.copyOf(findings);
        stages = List.copyOf(stages);
        oldFrames = List.copyOf(oldFrames);
    }

    /** Refused before anything was planned, for one reason. */
    public static Verdict refused(String problem, String remedy) {
        return refusedWith("nothing was touched", List.of(Finding.refusal(null, null, null, problem, remedy)));
    }

    /** Refused before anything was planned. */
    public static Verdict refusedWith(String summary, List<Finding> findings) {
        return new Verdict(null, Outcome.REFUSED, summary, null, findings, List.of(), List.of(), null);
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append(outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ')).append(updateId == null ? "" : " " + updateId).append(": ")
                .append(summary).append('\n');
        for (Finding f : findings) out.append("  ").append(f.text().stripTrailing().replace("\n", "\n  ")).append('\n');
        for (OldFrame f : oldFrames) out.append("  old code: ").append(f.text()).append('\n');
        if (confirmBefore != null) {
            out.append("  reverts by itself at ").append(confirmBefore).append(" unless confirmed\n");
        }
        return out.toString();
    }
}
