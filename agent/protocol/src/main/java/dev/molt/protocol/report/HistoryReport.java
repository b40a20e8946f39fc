package dev.molt.protocol.report;

import java.util.List;
import java.util.Locale;

/** Every update of this JVM, oldest first. */
public record HistoryReport(List<UpdateSummary> updates) implements Report {

    public HistoryReport {
        updates = List.copyOf(updates);
    }

    @Override
    public String text() {
        if (updates.isEmpty()) return "no updates yet\n";
        StringBuilder out = new StringBuilder();
        for (UpdateSummary u : updates) {
            out.append(String.format(Locale.ROOT, "%-5s %s  %-10s %s%4d %-7s  %,7d ms  %s  %s%s%s%n", u.id(), u.started(),
                    u.outcome().name().toLowerCase(Locale.ROOT), u.live() ? "live " : "     ", u.classes(), u.classes() == 1 ? "class" : "classes",
                    u.micros() / 1000, u.origin() == Origin.COMMAND_LINE ? u.user() : u.user() + " (" + u.origin().text() + ")", u.source(),
                    u.reason() == null ? "" : "  \"" + u.reason() + "\"", u.revertedBy() == null ? "" : "  reverted: " + u.revertedBy()));
        }
        return out.toString();
    }
}
