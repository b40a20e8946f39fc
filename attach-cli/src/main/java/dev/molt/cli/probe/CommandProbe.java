package dev.molt.cli.probe;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Healthy when a shell command ends with status 0. The command finds the JVM's process id in {@code MOLT_PID}. */
record CommandProbe(String command, long pid) implements Probe {

    @Override
    public Answer ask(Duration limit) {
        Path output = null;
        try {
            output = Files.createTempFile("molt-probe-", ".out");
            output.toFile().deleteOnExit();
            return run(output, limit);
        } catch (IOException e) {
            return new Answer(false, "the command could not be run: " + e.getMessage());
        } finally {
            delete(output);
        }
    }

    private Answer run(Path output, Duration limit) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command).redirectErrorStream(true)
                .redirectOutput(output.toFile()).redirectInput(new File("/dev/null"));
        builder.environment().put("MOLT_PID", Long.toString(pid));
        Process process = builder.start();
        Thread atExit = new Thread(() -> end(process), "molt-probe-end");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) return new Answer(false, "the command did not end in time");
            int status = process.exitValue();
            return new Answer(status == 0, "the command ended with status " + status + lastLine(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, "interrupted");
        } finally {
            end(process);
            forget(atExit);
        }
    }

    /** The shell first: without what it waits for it would go on, and might end with status 0. */
    private static void end(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // We are being shut down, and it runs.
        }
    }

    private static String lastLine(Path output) throws IOException {
        List<String> lines = new String(Files.readAllBytes(output), Charset.defaultCharset()).lines()
                .filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1).strip();
    }

    private static void delete(Path file) {
        try {
            if (file != null) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
