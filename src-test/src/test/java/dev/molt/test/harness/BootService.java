package dev.molt.test.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Spring Boot sample, running, and a client of it. */
public final class BootService implements AutoCloseable {
    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

    private final Process process;
    private final StringBuffer log = new StringBuffer();
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile String port;

    private BootService(Process process) {
        this.process = process;
    }

    /** The executable jar. */
    public static BootService jar(Jdk jdk, Path directory, String... jvmArguments) {
        return start(jdk, directory, List.of(jvmArguments), List.of("-jar", Layout.bootSample("parcels.jar").toString()));
    }

    /** Classes in a folder, with the libraries beside them, as an IDE starts it. */
    public static BootService exploded(Jdk jdk, Path directory, Path classes, String... jvmArguments) {
        return start(jdk, directory, List.of(jvmArguments),
                List.of("-cp", classes + ":" + Layout.bootSample("lib") + "/*", "parcels.Application"));
    }

    private static BootService start(Jdk jdk, Path directory, List<String> jvmArguments, List<String> main) {
        List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(jvmArguments);
        command.addAll(main);
        command.add("--server.port=0");
        try {
            BootService service = new BootService(new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start());
            Thread reader = new Thread(service::read, "boot-service");
            reader.setDaemon(true);
            reader.start();
            Await.until("the service has started", Await.LIMIT, () -> service.port != null || !service.process.isAlive(), done -> done, service::log);
            if (service.port == null) throw new AssertionError("the service does not start\n" + service.log());
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                log.append(line).append('\n');
                Matcher started = STARTED.matcher(line);
                if (started.find()) port = started.group(1);
            }
        } catch (IOException e) {
            log.append('[').append(e).append("]\n");
        }
    }

    public long pid() {
        return process.pid();
    }

    public Properties properties() {
        return Attach.properties(pid());
    }

    /** All that it printed. */
    public String log() {
        return log.toString();
    }

    public String get(String path) {
        return send("GET", path);
    }

    /** The body of the answer, whatever its status. */
    public String send(String method, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .method(method, HttpRequest.BodyPublishers.noBody()).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new AssertionError("the service does not answer\n" + log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Ends it in order, or by force. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    }
}
