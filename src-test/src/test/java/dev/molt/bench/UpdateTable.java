package dev.molt.bench;

import dev.molt.bench.UpdateBenchmark.Case;
import java.io.PrintStream;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints what one number of classes took. */
final class UpdateTable {
    private static final double MILLI = 1e6;

    private final PrintStream out;

    UpdateTable(PrintStream out) {
        this.out = out;
    }

    void print(int size, Map<Case, Median> times, Map<Case, Median> cpus, Map<Case, Map<String, Median>> stages) {
        out.printf("%n  %,d %s%n", size, size == 1 ? "class" : "classes");
        double bare = times.get(Case.BARE).get();
        double bareCpu = cpus.get(Case.BARE).get();
        times.forEach((c, median) -> {
            double ratio = median.get() / bare;
            String wanted = Double.isNaN(c.wanted) ? "" : String.format("wanted %.1f: %s", c.wanted, ratio <= c.wanted ? "yes" : "NO");
            out.printf("    %-28s %,10.1f ms  (%,.1f to %,.1f)  x %5.2f  cpu %,.1f ms x %.2f  %s%n", c.text, median.get() / MILLI, median.least() / MILLI,
                    median.most() / MILLI, ratio, cpus.get(c).get() / MILLI, cpus.get(c).get() / bareCpu, wanted);
            if (stages.containsKey(c)) out.println("      " + text(stages.get(c)));
        });
        out.flush();
    }

    private static String text(Map<String, Median> stages) {
        return stages.entrySet().stream().map(e -> String.format("%s %,.1f", e.getKey(), e.getValue().get() / MILLI)).collect(Collectors.joining(", "));
    }
}
