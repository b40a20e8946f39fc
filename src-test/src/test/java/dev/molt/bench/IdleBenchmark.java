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

/** Throughput of the sample shop without an agent, with one from the start, and with one that was attached; none updates anything. */
final class IdleBenchmark {
    private static final int ROUNDS = 5;
    private static final long WARM_UP_NANOS = 6_000_000_000L;
    private static final long MEASURE_NANOS = 6_000_000_000L;

    private final PrintStream out;
    private final Options options;

    IdleBenchmark(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
    }

    private enum Mode { NO_AGENT, STARTED_WITH_AGENT, ATTACHED }

    void run(Jdk jdk) throws Exception {
        Map<Mode, Median> throughput = new EnumMap<>(Mode.class);
        for (int round = 0; round < (options.rounds() > 0 ? options.rounds() : ROUNDS); round++) {
            for (Mode mode : Mode.values()) throughput.computeIfAbsent(mode, m -> new Median()).add(measure(jdk, mode));
        }
        double alone = throughput.get(Mode.NO_AGENT).get();
        out.printf("Throughput of the sample with an idle agent, %s%n", jdk);
        throughput.forEach((mode, median) -> out.printf("    %-20s %,8.0f requests/s  (%,.0f to %,.0f)  x %.3f%n", mode.name().toLowerCase().replace('_', ' '),
                median.get(), median.least(), median.most(), median.get() / alone));
    }

    private static double measure(Jdk jdk, Mode mode) throws Exception {
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
            requests(client, health, WARM_UP_NANOS);
            return requests(client, health, MEASURE_NANOS);
        } finally {
            shop.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static void attach(Jdk jdk, long pid) throws IOException, InterruptedException {
        Process molt = new ProcessBuilder(jdk.java().toString(), "-jar", Layout.moltJar().toString(), "attach", Long.toString(pid))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (molt.waitFor() != 0) throw new IllegalStateException("molt attach ended with " + molt.exitValue());
    }

    /** Requests a second, one after the other. */
    private static double requests(HttpClient client, URI uri, long nanos) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        long begin = System.nanoTime();
        int count = 0;
        while (System.nanoTime() - begin < nanos) {
            if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) throw new IOException("the shop is not well");
            count++;
        }
        return count * 1e9 / (System.nanoTime() - begin);
    }
}
