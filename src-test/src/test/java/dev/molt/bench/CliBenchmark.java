package dev.molt.bench;

import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whole processes: attaching to a fresh JVM and updating one class, against a command line that only tells its version. */
final class CliBenchmark {
    private static final int ROUNDS = 11;
    private static final double WANTED = 3;
    private static final double MILLI = 1e6;

    private final PrintStream out;
    private final Options options;

    CliBenchmark(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
    }

    void run(Jdk jdk) throws Exception {
        Path v1 = version(1);
        Path v2 = version(2);
        Median start = new Median();
        Median update = new Median();
        molt(jdk, "--version");
        for (int round = 0; round < (options.rounds() > 0 ? options.rounds() : ROUNDS); round++) {
            start.add(molt(jdk, "--version"));
            try (Targets targets = Targets.open(jdk)) {
                Target target = targets.launch().classPath(v1).args("-XX:+EnableDynamicAgentLoading").start();
                target.call("app.App", "run");
                update.add(molt(jdk, "apply", Long.toString(target.pid()), v2.toString(), "--from", v1.toString()));
                if (!target.call("app.App", "run").equals("v2")) throw new IllegalStateException("the update is not live");
            }
        }
        double ratio = update.get() / start.get();
        out.printf("Attach and first update through the command line, %s%n    molt --version %,.0f ms, molt apply %,.0f ms  x %.2f  wanted %.0f: %s%n", jdk,
                start.get() / MILLI, update.get() / MILLI, ratio, WANTED, ratio <= WANTED ? "yes" : "NO");
    }

    private static Path version(int number) {
        return Javac.standard().compile("bench-cli-v" + number, """
                package app;
                public class App { public static String run() { return "v%d"; } }
                """.formatted(number));
    }

    /** Nanoseconds that the launcher took. */
    private static double molt(Jdk jdk, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Layout.moltJar().resolveSibling("molt").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("JAVA_HOME", jdk.home().toString());
        long begin = System.nanoTime();
        int exit = builder.start().waitFor();
        long end = System.nanoTime();
        if (exit != 0) throw new IllegalStateException(command + " ended with " + exit);
        return end - begin;
    }
}
