package dev.molt.bench;

import dev.molt.cli.deps.DependencyIndex;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.Trees;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** The dependency index of a class path of real jars, beside the JDK's {@code jdeps}. */
final class DepsBenchmark {
    private static final int QUERIES = 300;
    private static final int WARM = 3;

    private final PrintStream out;

    DepsBenchmark(PrintStream out) {
        this.out = out;
    }

    void run(Jdk jdk) throws Exception {
        Path folder = Path.of(System.getProperty("molt.bench.jars", "target/jars"));
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        }
        Path cache = Files.createTempDirectory(Layout.work(), "index");
        double cold = millis(() -> DependencyIndex.of(jars, jdk.feature(), Map.of(), cache).close());
        Median warm = new Median();
        for (int i = 0; i < WARM; i++) warm.add(millis(() -> DependencyIndex.of(jars, jdk.feature(), Map.of(), cache).close()));
        long before = used();
        try (DependencyIndex index = DependencyIndex.of(jars, jdk.feature(), Map.of(), cache)) {
            long heap = used() - before;
            Median queries = queries(index);
            out.printf("Dependency index of class files, %s; %,d classes of %d jars%n", jdk, index.size(), jars.size());
            tell("cold", "ms", cold, 10_000);
            tell("from disk", "ms", warm.get(), 1_000);
            tell("heap a class", "bytes", (double) heap / index.size(), 1_536);
            tell("of these, arrays", "bytes", (double) index.bytes() / index.size(), 1_536);
            tell("users of a class", "ms", queries.get(), 2);
        }
        Trees.delete(cache);
        List<String> command = new ArrayList<>(List.of(jdk.home().resolve("bin/jdeps").toString(), "-v", "--multi-release", "base", "--ignore-missing-deps"));
        jars.forEach(jar -> command.add(jar.toString()));
        out.printf("    jdeps -v over the same jars: %.0f ms%n", millis(() -> {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (process.waitFor() != 0) out.println("    (jdeps ended with " + process.exitValue() + ")");
        }));
    }

    private void tell(String what, String unit, double value, double most) {
        out.printf("    %-18s %,10.2f %-6s wanted %,.0f: %s%n", what, value, unit, most, value <= most ? "yes" : "NO");
    }

    /** Heap in use, without garbage. */
    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Median queries(DependencyIndex index) {
        Random random = new Random(1);
        List<String> names = index.namesLike("");
        Median median = new Median();
        for (int i = 0; i < QUERIES; i++) {
            String name = names.get(random.nextInt(names.size()));
            long start = System.nanoTime();
            index.users(name, null);
            median.add((System.nanoTime() - start) / 1e6);
        }
        return median;
    }

    private static double millis(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private interface Work {
        void run() throws Exception;
    }
}
