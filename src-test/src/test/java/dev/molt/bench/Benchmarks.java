package dev.molt.bench;

import dev.molt.bench.evolved.EvolvedBenchmark;
import dev.molt.test.harness.Jdk;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Prints the benchmarks; see docs/benchmarks.md. */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        PrintStream out = System.out;
        for (Jdk jdk : options.jdks()) {
            out.printf("%n== %s, %d processors, load average %.1f%n%n", jdk, Runtime.getRuntime().availableProcessors(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            List<String> suites = options.suites();
            if (suites.contains("update")) new UpdateBenchmark(out, options).run(jdk);
            if (suites.contains("cli")) new CliBenchmark(out, options).run(jdk);
            if (suites.contains("idle")) new IdleBenchmark(out, options).run(jdk);
            if (suites.contains("reload")) new ReloadBenchmark(out, options).run(jdk);
            if (suites.contains("index")) new IndexBenchmark(out).run(jdk);
            if (suites.contains("evolved")) new EvolvedBenchmark(out, options.rounds(), options.only(), options.jvmArgs()).run(jdk);
            if (suites.contains("start")) new StartBenchmark(out, options).run(jdk);
            if (suites.contains("boot")) new BootBenchmark(out, options).run(jdk);
            if (suites.contains("deps")) new DepsBenchmark(out).run(jdk);
            if (suites.contains("compile") && jdk.equals(Jdk.ofBuild())) new CompileBenchmark(out, options).run();
            if (suites.contains("live")) new LiveBenchmark(out, options).run(jdk);
            if (suites.contains("save")) new SaveBenchmark(out, options).run(jdk);
            if (suites.contains("reflect")) new ReflectionBenchmark(out, options).run(jdk);
        }
    }
}
