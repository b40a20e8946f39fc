package dev.molt.bench;

import dev.molt.bench.inside.Reflection;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Layout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Reflection on added members, compared with the same members in a JVM that was started with them; and on classes that never changed. */
final class ReflectionBenchmark {
    private static final int ROUNDS = 3;
    private static final String SMALL = "package reflected; public class Subject { public Subject() {} }";
    private static final String GROWN = """
            package reflected;
            public class Subject {
                public int count;
                public String text;
                public Subject() {}
                public Subject(int count) { if (count < 0) throw new IllegalArgumentException(); }
                public int plus(int n) { return n + 1; }
                public static int twice(int n) { return 2 * n; }
            }
            """;

    private static final String CONSTANT = """
            package reflected;
            import java.lang.invoke.*;
            public class Constant implements java.util.function.IntUnaryOperator {
                private static final VarHandle COUNT;
                static {
                    try {
                        COUNT = MethodHandles.lookup().findVarHandle(Subject.class, "count", int.class);
                    } catch (ReflectiveOperationException e) {
                        throw new ExceptionInInitializerError(e);
                    }
                }
                private final Subject subject = new Subject();
                public int applyAsInt(int n) {
                    int sum = 0;
                    for (int i = 0; i < n; i++) sum += (int) COUNT.getVolatile(subject);
                    return sum;
                }
            }
            """;

    private final PrintStream out;
    private final Options options;

    ReflectionBenchmark(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
    }

    void run(Jdk jdk) throws Exception {
        Path small = Javac.standard().compile("reflected-small", SMALL);
        Path grown = Javac.standard().compile("reflected-grown", GROWN, CONSTANT);
        Map<String, Median> fresh = new LinkedHashMap<>();
        Map<String, Median> updated = new LinkedHashMap<>();
        for (int round = 0; round < (options.rounds() > 0 ? options.rounds() : ROUNDS); round++) {
            // In JVMs of their own: what has called two kinds of accessors calls neither as fast as one.
            for (String what : List.of(Reflection.MEMBERS, "unchanged")) {
                measure(jdk, what, grown, null, fresh);
                measure(jdk, what, small, grown, updated);
            }
        }
        out.printf("Reflection, best round of a JVM, median of the JVMs, %s%n", jdk);
        out.printf("    %-36s %14s %14s%n", "ns for each", "started with", "updated to");
        fresh.forEach((use, nanos) -> out.printf("    %-36s %14.2f %14.2f  x %.2f%n", use, nanos.get(), updated.get(use).get(),
                updated.get(use).get() / nanos.get()));
    }

    /** @param update the version to update to, or null */
    private void measure(Jdk jdk, String what, Path classes, Path update, Map<String, Median> results) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xmx256m", "-XX:+UseSerialGC"));
        if (jdk.feature() >= 21) command.add("-XX:+EnableDynamicAgentLoading");
        command.addAll(options.jvmArgs());
        command.addAll(List.of("-cp", Layout.agentJar(Reflection.class, Map.of()) + ":" + classes, Reflection.class.getName(), what));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (OutputStream in = process.getOutputStream();
             BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            if (!"ready".equals(said.readLine())) throw new IllegalStateException("the JVM did not start");
            if (update != null) apply(jdk, process.pid(), classes, update);
            in.write('\n');
            in.flush();
            for (String line; (line = said.readLine()) != null; ) {
                String[] words = line.split("\t");
                results.computeIfAbsent(words[0], w -> new Median()).add(Double.parseDouble(words[1]));
            }
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static void apply(Jdk jdk, long pid, Path from, Path to) throws IOException, InterruptedException {
        Process molt = new ProcessBuilder(jdk.java().toString(), "-jar", Layout.moltJar().toString(), "apply", Long.toString(pid), to.toString(),
                "--from", from.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (molt.waitFor() != 0) throw new IllegalStateException("molt apply ended with " + molt.exitValue());
    }
}
