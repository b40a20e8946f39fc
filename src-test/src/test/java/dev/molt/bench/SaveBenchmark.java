package dev.molt.bench;

import dev.molt.test.harness.Await;
import dev.molt.test.harness.Javac;
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
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * From a saved class file to the first call that runs it, watcher included: by Molt's agent, by {@code molt watch}, and by HotswapAgent, which
 * does what the VM does by itself. The program calls the class all the time and says when the answer is another one.
 */
final class SaveBenchmark {
    private static final int SAVES = 50;
    private static final int WARM_UP = 5;
    private static final long LIMIT_SECONDS = 20;
    /** For those whose update may never be live. */
    private static final long SHORT_LIMIT_SECONDS = 3;
    /** After so many saves that were not live within the limit, the rest will not be. */
    private static final int HOPELESS = 3;
    private static final String MAIN = """
            package saved;
            public class Main {
                public static void main(String[] arguments) throws Exception {
                    Thread end = new Thread(() -> {
                        try {
                            while (System.in.read() >= 0) Thread.onSpinWait();
                        } catch (java.io.IOException e) {
                            // ends as well
                        }
                        System.exit(0);
                    });
                    end.setDaemon(true);
                    end.start();
                    Service service = new Service();
                    for (int last = -1;;) {
                        int answer = service.answer();
                        if (answer != last) {
                            System.out.println("answer " + answer);
                            last = answer;
                        }
                        Thread.sleep(0, 200_000);
                    }
                }
            }
            """;

    private final PrintStream out;
    private final Options options;

    SaveBenchmark(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
    }

    private enum Way { MOLT_AGENT, MOLT_WATCH, HOTSWAP_AGENT }

    private enum Edit { BODY, STRUCTURAL }

    void run(Jdk jdk) throws Exception {
        int saves = options.rounds() > 0 ? options.rounds() : SAVES;
        out.printf("From a saved class file to live, %s; %d saves after %d%n", jdk, saves, WARM_UP);
        out.printf("    %-14s %-11s %8s %8s %8s %8s%n", "", "", "median", "least", "most", "live");
        for (Edit edit : Edit.values()) {
            for (Way way : Way.values()) print(way, edit, saves, measure(jdk, way, edit, saves));
        }
    }

    private void print(Way way, Edit edit, int saves, Median millis) {
        String name = way.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String kind = edit.name().toLowerCase(Locale.ROOT);
        if (millis.isEmpty()) out.printf("    %-14s %-11s %8s %8s %8s %8s%n", name, kind, "-", "-", "-", "none");
        else out.printf("    %-14s %-11s %5.0f ms %5.0f ms %5.0f ms %5d/%d%n", name, kind, millis.get(), millis.least(), millis.most(), millis.size(), saves);
    }

    private static byte[] version(Edit edit, int number) throws IOException {
        String unit = edit == Edit.BODY || number == 0 ? "package saved; public class Service { public int answer() { return " + number + "; } }"
                : "package saved; public class Service { private int field" + number + " = 1; public int answer() { return added" + number
                        + "(); } private int added" + number + "() { return " + number + " + 0 * field" + number + "; } }";
        return Files.readAllBytes(Javac.standard().compile("saved-" + edit + number, unit).resolve("saved/Service.class"));
    }

    private Median measure(Jdk jdk, Way way, Edit edit, int saves) throws Exception {
        Path folder = Files.createTempDirectory(Layout.work(), "saves");
        Path file = Files.createDirectories(folder.resolve("saved")).resolve("Service.class");
        Path classes = Javac.standard().compile("saved-main", MAIN, "package saved; public class Service { public int answer() { return 0; } }");
        Files.copy(classes.resolve("saved/Main.class"), folder.resolve("saved/Main.class"));
        Files.write(file, version(edit, 0));
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        Process program = new ProcessBuilder(command(jdk, way, folder)).redirectError(log.toFile()).start();
        Process watch = null;
        try {
            BlockingQueue<String> answers = read(program);
            await(answers, "answer 0", 60);
            if (way == Way.MOLT_WATCH) watch = watch(program, folder);
            else if (way == Way.MOLT_AGENT) awaitText(log, "watching");
            return saves(file, edit, answers, saves, way == Way.HOTSWAP_AGENT && edit == Edit.STRUCTURAL ? SHORT_LIMIT_SECONDS : LIMIT_SECONDS);
        } finally {
            if (watch != null) watch.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            program.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static Median saves(Path file, Edit edit, BlockingQueue<String> answers, int saves, long limit) throws Exception {
        Median millis = new Median();
        int missed = 0;
        for (int n = 1; n <= saves + WARM_UP && missed < HOPELESS; n++) {
            byte[] next = version(edit, n);
            long begin = System.nanoTime();
            Files.write(file, next);
            boolean live = await(answers, "answer " + n, limit);
            if (!live) missed++;
            else if (n > WARM_UP) millis.add((System.nanoTime() - begin) / 1e6);
        }
        return millis;
    }

    private List<String> command(Jdk jdk, Way way, Path folder) {
        List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(options.jvmArgs());
        switch (way) {
            case MOLT_AGENT -> command.add("-javaagent:" + Layout.agentJar() + "=watch");
            case MOLT_WATCH -> command.add("-XX:+EnableDynamicAgentLoading");
            case HOTSWAP_AGENT -> command.addAll(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/jdk.internal.loader=ALL-UNNAMED",
                    "--add-opens=java.base/java.io=ALL-UNNAMED", "-javaagent:" + hotswapAgent() + "=autoHotswap=true"));
        }
        command.addAll(List.of("-cp", folder.toString(), "saved.Main"));
        return command;
    }

    private static Path hotswapAgent() {
        return Path.of(System.getProperty("molt.bench.jars", "target/jars")).resolveSibling("rivals").resolve("hotswap-agent.jar").toAbsolutePath();
    }

    private static Process watch(Process program, Path folder) throws Exception {
        Process watch = new ProcessBuilder(Jdk.ofBuild().java().toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", Layout.moltJar().toString(),
                "watch", Long.toString(program.pid()), folder.toString()).redirectErrorStream(true).start();
        await(read(watch), "watching", 60);
        return watch;
    }

    private static BlockingQueue<String> read(Process process) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> {
            try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line; (line = said.readLine()) != null; ) lines.add(line);
            } catch (IOException e) {
                // The process has gone.
            }
        });
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private static boolean await(BlockingQueue<String> lines, String begin, long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (String line; (line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS)) != null; ) {
            if (line.startsWith(begin)) return true;
        }
        return false;
    }

    private static void awaitText(Path log, String text) throws Exception {
        Await.until("it watches", () -> Files.readString(log), said -> said.contains(text));
    }
}
