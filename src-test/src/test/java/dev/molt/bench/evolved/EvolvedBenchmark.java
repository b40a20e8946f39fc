package dev.molt.bench.evolved;

import dev.molt.bench.Median;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Jdk;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import joptsimple.OptionParser;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Code that was evolved live against the same code freshly started, by JMH. The ways take turns fork by fork; of a fork its fastest iteration
 * counts, of the forks of a way the median.
 */
public final class EvolvedBenchmark {
    private static final String CLASS_PATH = "java.class.path";
    private static final int ROUNDS = 3;
    private static final int WARM_UPS = 8;
    private static final int ITERATIONS = 20;
    private static final TimeValue TIME = TimeValue.milliseconds(100);
    private static final TimeValue SHORT = TimeValue.milliseconds(30);

    private final PrintStream out;
    private final int rounds;
    private final List<String> only;
    private final List<String> jvmArgs;
    private final Path v1 = compile("v1");
    private final Path v2 = compile("v2");

    /**
     * @param rounds 0 for the default
     * @param only names of benchmarks; all if empty
     * @param jvmArgs more arguments of the JVMs that are measured
     */
    public EvolvedBenchmark(PrintStream out, int rounds, List<String> only, List<String> jvmArgs) {
        this.out = out;
        this.rounds = rounds > 0 ? rounds : ROUNDS;
        this.only = only;
        this.jvmArgs = jvmArgs;
    }

    /** Measures all on a JDK and prints line by line. */
    public void run(Jdk jdk) throws RunnerException {
        // JMH gives its own class path to the forks. An application has none of our modules on it.
        String own = System.getProperty(CLASS_PATH);
        System.setProperty(CLASS_PATH, Stream.of(Subject.class, Benchmark.class, OptionParser.class, Mean.class).map(EvolvedBenchmark::place)
                .map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        try {
            measureAll(jdk);
        } finally {
            System.setProperty(CLASS_PATH, own);
        }
    }

    private void measureAll(Jdk jdk) throws RunnerException {
        out.printf("Evolved code against the same code freshly started, %s; ns an operation, median of %d forks, ratio (wanted)%n", jdk, rounds);
        out.printf("    %-20s %8s   %-24s %-24s %-24s%n", "", "fresh", "late attach", "startup agent", "never updated");
        for (String name : names()) {
            Map<Way, Median> times = new EnumMap<>(Way.class);
            for (Way way : Way.values()) times.put(way, new Median());
            for (int round = 0; round < rounds; round++) {
                for (Way way : Way.values()) times.get(way).add(measure(jdk, name, way));
            }
            print(name, times);
        }
    }

    private List<String> names() {
        return Arrays.stream(EvolvedCode.class.getMethods()).filter(m -> m.isAnnotationPresent(Benchmark.class)).map(Method::getName)
                .filter(n -> only.isEmpty() || only.contains(n)).sorted().toList();
    }

    private double measure(Jdk jdk, String name, Way way) throws RunnerException {
        Options options = new OptionsBuilder().include("^" + EvolvedCode.class.getName().replace(".", "\\.") + "\\." + name + "$")
                .jvm(jdk.java().toString()).jvmArgs(way.arguments(jdk, v1, v2, jvmArgs)).forks(1)
                .warmupIterations(WARM_UPS).warmupTime(TIME).measurementIterations(ITERATIONS).measurementTime(SHORT)
                .verbosity(VerboseMode.SILENT).shouldFailOnError(true).build();
        DoubleStream.Builder scores = DoubleStream.builder();
        for (RunResult result : new Runner(options).run()) {
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) scores.add(iteration.getSecondaryResults().get(CpuTime.NANOS).getScore());
            }
        }
        return scores.build().min().orElseThrow();
    }

    private void print(String name, Map<Way, Median> times) {
        double fresh = times.get(Way.FRESH).get();
        StringBuilder line = new StringBuilder(String.format("    %-20s %8.3f", name, fresh));
        for (Way way : Way.values()) {
            if (way == Way.FRESH) continue;
            double time = times.get(way).get();
            double wanted = Wanted.of(name).in(way);
            line.append(String.format("   %-24s", String.format("%.3f  x %.2f (%.2f%s)", time, time / fresh, wanted, time / fresh > wanted ? "!" : "")));
        }
        out.println(line);
    }

    private static Path compile(String version) {
        try {
            Map<String, String> sources = new TreeMap<>();
            for (String folder : List.of("all", version)) {
                Path root = Path.of(EvolvedBenchmark.class.getResource("/programs/evolved/" + folder).toURI());
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                        sources.put(root.relativize(file).toString(), Files.readString(file));
                    }
                }
            }
            return Javac.standard().against(place(Subject.class)).compile("bench-evolved-" + version, sources);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where a class comes from. */
    private static Path place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
