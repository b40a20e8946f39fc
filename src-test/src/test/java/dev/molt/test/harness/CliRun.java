package dev.molt.test.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line, running. */
public final class CliRun implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Session session;
    private final String command;
    private final Process process;
    private final Path out;
    private final Path err;

    private CliRun(Session session, String command, Process process, Path out, Path err) {
        this.session = session;
        this.command = command;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static CliRun start(Session session, Jdk jdk, List<String> arguments) {
        try {
            Path out = Files.createTempFile(session.directory(), "cli", ".out");
            Path err = Files.createTempFile(session.directory(), "cli", ".err");
            List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xmx256m", "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + session.directory(), "-jar", Layout.moltJar().toString()));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("MOLT_CACHE", session.directory().resolve("cache").toString());
            Process process = builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile()).redirectError(err.toFile()).directory(session.directory().toFile()).start();
            CliRun run = new CliRun(session, "molt " + String.join(" ", arguments), process, out, err);
            session.add(run);
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has written to both streams up to now. */
    public String said() {
        try {
            return Files.readString(out) + Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Kills it as the kernel would; it gets no chance to say anything. What it had started ends after it. */
    public void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        await();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** What it did, once it has ended. */
    public CliResult await() {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + LIMIT.toSeconds() + " s: " + command + "\n" + said());
            }
            CliResult result = new CliResult(command, process.exitValue(), Files.readString(out), Files.readString(err));
            session.note(result.toString());
            return result;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + command + "\n" + said(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
