package dev.molt.test.debugger;

import dev.molt.test.harness.Await;
import dev.molt.test.harness.Jdk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** The JDK's command-line debugger, attached to a JVM. */
final class Jdb implements AutoCloseable {
    private static final String ANSWER = "This is jdb";

    private final Process process;
    private final Writer commands;
    private final StringBuffer said = new StringBuffer();

    Jdb(Jdk jdk, int port) throws IOException {
        process = new ProcessBuilder(jdk.home().resolve("bin/jdb").toString(), "-attach", "127.0.0.1:" + port).redirectErrorStream(true).start();
        commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "jdb-output");
        reader.setDaemon(true);
        reader.start();
        Await.until("jdb is attached", said::toString, text -> text.contains("> "));
    }

    private void read() {
        try (InputStream in = process.getInputStream()) {
            byte[] buffer = new byte[1024];
            for (int n; (n = in.read(buffer)) >= 0; ) said.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        } catch (IOException e) {
            said.append(e);
        }
    }

    /** Executes a command; what jdb says until it has executed another one. */
    String execute(String command) {
        int before = said.length();
        try {
            commands.write(command + "\nversion\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Await.until("jdb has executed " + command, () -> said.substring(before), text -> text.contains(ANSWER));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
