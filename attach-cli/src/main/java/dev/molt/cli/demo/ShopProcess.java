package dev.molt.cli.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The sample shop in a JVM of its own, without an agent. Ends with the process that started it. */
final class ShopProcess implements AutoCloseable {
    private static final String READY = "listening on ";
    private static final int LINES_KEPT = 40;
    private static final int SECONDS_TO_START = 30;

    private final Process process;
    private final CompletableFuture<URI> ready = new CompletableFuture<>();
    private final Deque<String> lastLines = new ArrayDeque<>();

    private ShopProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "shop-output");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the shop, and returns before it listens.
     *
     * @param jdk the Java home to run it
     * @param classes class directory of the version to start
     * @param libraries directory of the jars that the shop uses
     * @param work its current directory and its home, so that nothing of it stays elsewhere
     */
    static ShopProcess start(Path jdk, Path classes, Path libraries, Path work) throws IOException {
        String classPath = classes.toAbsolutePath() + File.pathSeparator + libraries.toAbsolutePath().resolve("*");
        ProcessBuilder builder = new ProcessBuilder(jdk.resolve("bin").resolve("java").toString(), "-Xmx256m",
                "-Duser.home=" + work, "-cp", classPath, "shop.Main", "--until-stdin-ends");
        return new ShopProcess(builder.directory(work.toFile()).redirectErrorStream(true).start());
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /**
     * Where the shop listens.
     *
     * @throws ShopException when it does not come up
     */
    URI url() throws ShopException, InterruptedException {
        try {
            return ready.get(SECONDS_TO_START, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new ShopException("the shop does not listen after " + SECONDS_TO_START + " s\n" + output(), e);
        } catch (ExecutionException e) {
            throw new ShopException("the shop ended before it listened\n" + output(), e);
        }
    }

    /** The last lines that it wrote. */
    String output() {
        synchronized (lastLines) {
            return String.join("\n", lastLines);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) keep(line);
        } catch (IOException e) {
            // the pipe breaks when the shop is killed: its end is noticed below
        }
        ready.completeExceptionally(new UncheckedIOException(new IOException("no more output")));
    }

    private void keep(String line) {
        synchronized (lastLines) {
            if (lastLines.size() == LINES_KEPT) lastLines.removeFirst();
            lastLines.addLast(line);
        }
        if (line.startsWith(READY)) ready.complete(URI.create(line.substring(READY.length())));
    }

    /** Ends the shop, by force if it takes more than a moment, and returns when it has ended. */
    @Override
    public void close() {
        process.destroy();
        boolean interrupted = false;
        try {
            if (process.waitFor(3, TimeUnit.SECONDS)) return;
        } catch (InterruptedException e) {
            interrupted = true;
        }
        process.destroyForcibly().onExit().join();
        if (interrupted) Thread.currentThread().interrupt();
    }

}
