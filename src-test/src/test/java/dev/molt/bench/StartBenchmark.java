package dev.molt.bench;

import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Layout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the startup agent costs the start of the sample shop, which loads some hundred classes: until it answers, by the clock and by CPU time, and memory. */
final class StartBenchmark {
    private static final int ROUNDS = 9;

    private final PrintStream out;
    private final Options options;

    StartBenchmark(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
    }

    private enum Mode {
        NO_AGENT(null), AGENT(""), AGENT_WITH_SLOTS("=slots");

        private final String options;

        Mode(String options) {
            this.options = options;
        }
    }

    private record Start(double millis, double cpuMillis, double megabytes) {}

    void run(Jdk jdk) throws Exception {
        Map<Mode, List<Start>> starts = new EnumMap<>(Mode.class);
        for (int round = 0; round < (options.rounds() > 0 ? options.rounds() : ROUNDS); round++) {
            for (Mode mode : Mode.values()) starts.computeIfAbsent(mode, m -> new ArrayList<>()).add(start(jdk, mode));
        }
        out.printf("Start of the sample, %s; least of %d starts, ratio to none%n", jdk, starts.get(Mode.NO_AGENT).size());
        Start none = least(starts.get(Mode.NO_AGENT));
        starts.forEach((mode, all) -> {
            Start s = least(all);
            out.printf("    %-18s %,6.0f ms x %.2f   %,6.0f ms of CPU x %.2f   %,4.0f MB x %.2f%n", mode.name().toLowerCase().replace('_', ' '),
                    s.millis, s.millis / none.millis, s.cpuMillis, s.cpuMillis / none.cpuMillis, s.megabytes, s.megabytes / none.megabytes);
        });
    }

    private static Start least(List<Start> starts) {
        return new Start(starts.stream().mapToDouble(Start::millis).min().orElseThrow(),
                starts.stream().mapToDouble(Start::cpuMillis).min().orElseThrow(), starts.stream().mapToDouble(Start::megabytes).min().orElseThrow());
    }

    private static Start start(Jdk jdk, Mode mode) throws IOException, InterruptedException {
        Path demo = Layout.moltJar().resolveSibling("demo");
        List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xmx256m", "-XX:+UseSerialGC"));
        if (mode.options != null) command.add("-javaagent:" + Layout.agentJar() + mode.options);
        command.addAll(List.of("-cp", demo.resolve("v1") + ":" + demo.resolve("lib") + "/*", "shop.Main", "--port", "0", "--until-stdin-ends"));
        long begin = System.nanoTime();
        Process shop = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            BufferedReader said = new BufferedReader(new InputStreamReader(shop.getInputStream(), StandardCharsets.UTF_8));
            if (said.readLine() == null) throw new IOException("the shop does not start");
            double millis = (System.nanoTime() - begin) / 1e6;
            double cpu = shop.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
            return new Start(millis, cpu, resident(shop.pid()));
        } finally {
            shop.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static double resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
        throw new IOException("no VmRSS");
    }
}
