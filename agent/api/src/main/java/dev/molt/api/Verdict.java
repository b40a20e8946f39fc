package dev.molt.api;

import java.util.List;

/**
 * What became of an update or a revert.
 *
 * @param updateId the update, or null where nothing was recorded: a plan, nothing to do, a refusal of the request itself
 * @param summary one sentence
 * @param plan what it does to which class, or null where it did not get that far
 * @param findings reasons first, then warnings, then notes
 */
public record Verdict(String updateId, Outcome outcome, String summary, Plan plan, List<Finding> findings) {
    public Verdict {
        findings = findings == null ? List.of() : List.copyOf(findings);
    }

    /** Whether what was offered runs now. */
    public boolean live() {
        return outcome == Outcome.APPLIED || outcome == Outcome.UNCONFIRMED || outcome == Outcome.NOTHING_TO_DO;
    }

    /** Lines for a log. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(outcome.words()).append(updateId == null ? "" : " " + updateId).append(": ").append(summary);
        for (Finding finding : findings) out.append("\n  ").append(finding);
        return out.toString();
    }
}
