package dev.molt.bench;

import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Layout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the startup agent costs the start of the Spring Boot sample, from its executable jar: until Spring says that it has started, by the clock and by
 * CPU time. The kinds of start take turns.
 */
final class BootBenchmark {
    private static final int ROUNDS = 10;
    private static final String STARTED = "Started Application in";

    private final PrintStream out;
    private final Options options;

    BootBenchmark(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
    }

    private enum Mode {
        NO_AGENT(null), AGENT(""), AGENT_WITH_SLOTS("=slots=parcels"), AGENT_WITH_JMX("=jmx");

        private final String options;

        Mode(String options) {
            this.options = options;
        }
    }

    private static final class Starts {
        private final Median millis = new Median();
        private final Median cpuMillis = new Median();
    }

    void run(Jdk jdk) throws Exception {
        Map<Mode, Starts> starts = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) starts.put(mode, new Starts());
        int rounds = options.rounds() > 0 ? options.rounds() : ROUNDS;
        start(jdk, Mode.NO_AGENT, new Starts()); // reads the jar into the page cache
        for (int round = 0; round < rounds; round++) {
            for (Mode mode : Mode.values()) start(jdk, mode, starts.get(mode));
        }
        out.printf("Start of the Spring Boot sample, %s; median of %d starts, ratio to none%n", jdk, rounds);
        Starts none = starts.get(Mode.NO_AGENT);
        starts.forEach((mode, s) -> out.printf("    %-18s %,6.0f ms x %.3f   %,6.0f ms of CPU x %.3f%n", mode.name().toLowerCase().replace('_', ' '),
                s.millis.get(), s.millis.get() / none.millis.get(), s.cpuMillis.get(), s.cpuMillis.get() / none.cpuMillis.get()));
    }

    private static void start(Jdk jdk, Mode mode, Starts starts) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xmx256m", "-XX:+UseSerialGC"));
        if (mode.options != null) command.add("-javaagent:" + Layout.agentJar() + mode.options);
        command.addAll(List.of("-jar", Layout.bootSample("parcels.jar").toString(), "--server.port=0"));
        long begin = System.nanoTime();
        Process service = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8))) {
            String line = said.readLine();
            while (line != null && !line.contains(STARTED)) line = said.readLine();
            if (line == null) throw new IOException("the service does not start");
            starts.millis.add((System.nanoTime() - begin) / 1e6);
            starts.cpuMillis.add(service.info().totalCpuDuration().orElseThrow().toNanos() / 1e6);
        } finally {
            service.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }
}
