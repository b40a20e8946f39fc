package dev.molt.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM with the agent, and the folder that is its alone. */
final class Fork implements AutoCloseable {
    private static final int MOST_OF_A_CRASH = 8000;

    private final Process process;
    private final Path directory;
    private final Output output;
    private final MoltCommand molt;

    private Fork(Process process, Path directory, Distribution distribution) {
        this.process = process;
        this.directory = directory;
        this.output = Output.of(process.getInputStream());
        this.molt = new MoltCommand(distribution, process.pid(), directory);
    }

    static Fork start(Path javaHome, List<String> command) {
        try {
            Path directory = Files.createTempDirectory("molt-junit-");
            Files.createDirectory(directory.resolve("tmp"));
            Distribution distribution = Distribution.get();
            List<String> words = new ArrayList<>(List.of(javaHome.resolve("bin/java").toString(),
                    "-javaagent:" + distribution.agent() + "=dir=" + directory.resolve("molt") + ";audit=" + directory.resolve("audit.jsonl"),
                    "-Djava.io.tmpdir=" + directory.resolve("tmp"), "-XX:ErrorFile=" + directory.resolve("hs_err_%p.log")));
            words.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
            // What is meant for the JVM of the tests is not for this one.
            builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
            return new Fork(builder.start(), directory, distribution);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    Output output() {
        return output;
    }

    MoltCommand molt() {
        return molt;
    }

    /** Ends it and removes its files; an {@link AssertionError} when the JVM had crashed. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(30, TimeUnit.SECONDS);
            String crash = crash();
            remove(directory);
            if (crash != null) throw new AssertionError("the JVM crashed:\n" + crash);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String crash() throws IOException {
        try (DirectoryStream<Path> reports = Files.newDirectoryStream(directory, "hs_err_*")) {
            for (Path report : reports) {
                String text = Files.readString(report);
                return text.substring(0, Math.min(text.length(), MOST_OF_A_CRASH));
            }
        }
        return null;
    }

    private static void remove(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
