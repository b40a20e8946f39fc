package dev.molt.protocol.report;

import java.util.Locale;

/** All that is known of one update. */
public record UpdateRecord(UpdateSummary summary, Verdict verdict) implements Report {

    @Override
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append("update   ").append(summary.id()).append('\n');
        out.append("started  ").append(summary.started()).append('\n');
        out.append("by       ").append(summary.user()).append(", from ").append(summary.origin().text()).append('\n');
        if (summary.reason() != null) out.append("reason   ").append(summary.reason()).append('\n');
        if (summary.revertedBy() != null) out.append("reverted ").append(summary.revertedBy()).append('\n');
        out.append("verdict  ").append(verdict.text());
        if (verdict.plan() != null) {
            out.append("plan     ").append(verdict.plan().text());
            for (ClassReport c : verdict.plan().classes()) {
                out.append("hash     ").append(c.className()).append(' ').append(hash(c.oldHash())).append(" -> ").append(hash(c.newHash()))
                        .append('\n');
            }
        }
        for (StageTime t : verdict.stages()) out.append(String.format(Locale.ROOT, "time     %-10s %,d us%n", t.stage(), t.micros()));
        return out.toString();
    }

    private static String hash(String hash) {
        return hash == null ? "none" : hash;
    }
}
