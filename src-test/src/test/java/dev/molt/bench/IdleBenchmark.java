package dev.molt.bench;

import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Layout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Throughput of the sample shop without an agent, with one from the start, and with one that was attached; none updates anything. The
 * shop's processor time for a request is told as well: it is what an agent could add to, and does not depend on who else is at work.
 */
final class IdleBenchmark {
    private static final int ROUNDS = 5;
    private static final int WARM_UP = 15_000;
    private static final int MEASURED = 15_000;

    private final PrintStream out;
    private final Options options;

    IdleBenchmark(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
    }

    private enum Mode { NO_AGENT, STARTED_WITH_AGENT, ATTACHED }

    /** Of one JVM, or the medians of several. */
    private record Load(Median throughput, Median cpuMicros) {}

    void run(Jdk jdk) throws Exception {
        Map<Mode, Load> loads = new EnumMap<>(Mode.class);
        for (int round = 0; round < (options.rounds() > 0 ? options.rounds() : ROUNDS); round++) {
            for (Mode mode : Mode.values()) measure(jdk, mode, loads.computeIfAbsent(mode, m -> new Load(new Median(), new Median())));
        }
        Load alone = loads.get(Mode.NO_AGENT);
        out.printf("Throughput of the sample with an idle agent, %s%n", jdk);
        loads.forEach((mode, load) -> out.printf("    %-20s %,8.0f requests/s  (%,.0f to %,.0f)  x %.3f   %,.1f us of CPU a request  (%,.1f to %,.1f)  x %.3f%n",
                mode.name().toLowerCase().replace('_', ' '), load.throughput.get(), load.throughput.least(), load.throughput.most(),
                load.throughput.get() / alone.throughput.get(), load.cpuMicros.get(), load.cpuMicros.least(), load.cpuMicros.most(),
                load.cpuMicros.get() / alone.cpuMicros.get()));
    }

    private static void measure(Jdk jdk, Mode mode, Load load) throws Exception {
        Path demo = Layout.moltJar().resolveSibling("demo");
        List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xmx256m", "-XX:+UseSerialGC"));
        if (jdk.feature() >= 21) command.add("-XX:+EnableDynamicAgentLoading");
        if (mode == Mode.STARTED_WITH_AGENT) command.add("-javaagent:" + Layout.agentJar());
        command.addAll(List.of("-cp", demo.resolve("v1") + ":" + demo.resolve("lib") + "/*", "shop.Main", "--port", "0", "--until-stdin-ends"));
        Process shop = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            BufferedReader said = new BufferedReader(new InputStreamReader(shop.getInputStream(), StandardCharsets.UTF_8));
            String line = said.readLine();
            URI health = URI.create(line.substring(line.indexOf("http")).trim() + "/health");
            if (mode == Mode.ATTACHED) attach(jdk, shop.pid());
            HttpClient client = HttpClient.newHttpClient();
            requests(client, health, WARM_UP);
            long cpu = cpu(shop);
            load.throughput.add(requests(client, health, MEASURED));
            load.cpuMicros.add((cpu(shop) - cpu) / 1000.0 / MEASURED);
        } finally {
            shop.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static void attach(Jdk jdk, long pid) throws IOException, InterruptedException {
        Process molt = new ProcessBuilder(jdk.java().toString(), "-jar", Layout.moltJar().toString(), "attach", Long.toString(pid))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (molt.waitFor() != 0) throw new IllegalStateException("molt attach ended with " + molt.exitValue());
    }

    private static long cpu(Process process) {
        return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** Requests a second, one after the other. */
    private static double requests(HttpClient client, URI uri, int count) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) throw new IOException("the shop is not well");
        }
        return count * 1e9 / (System.nanoTime() - begin);
    }
}
