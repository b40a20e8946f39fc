package dev.molt.cli.demo;

import dev.molt.protocol.report.Report;
import java.util.List;
import java.util.Locale;

/**
 * The demo as one document.
 *
 * @param holds whether every claim holds
 * @param latency all requests of the load together
 * @param failures what went wrong with requests
 */
public record DemoReport(boolean holds, long millis, Latency latency, List<String> failures, List<UpdateFigures> updates,
                         List<Claim> claims) implements Report {

    @Override
    public String text() {
        long wrong = claims.stream().filter(claim -> !claim.holds()).count();
        String found = wrong == 0 ? "all " + claims.size() + " claims hold" : wrong + " of " + claims.size() + " claims do not hold";
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "%n%s, after %.1f s%n", found, millis / 1000.0));
        for (Claim claim : claims) {
            if (!claim.holds()) out.append("  ").append(claim.what()).append(": ").append(claim.measured()).append('\n');
        }
        return out.toString();
    }
}
