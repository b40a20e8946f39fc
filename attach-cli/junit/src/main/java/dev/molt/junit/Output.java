package dev.molt.junit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines that a process prints, read while it runs. */
final class Output {
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private Output() {}

    static Output of(InputStream stream) {
        Output output = new Output();
        Thread reader = new Thread(() -> output.read(stream), "molt-program-output");
        reader.setDaemon(true);
        reader.start();
        return output;
    }

    private void read(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line; (line = reader.readLine()) != null; ) add(line);
        } catch (IOException e) {
            add("[" + e.getMessage() + "]");
        }
        end();
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized String text() {
        return String.join("\n", lines);
    }

    /** The first match in a line, from the first line on; an {@link AssertionError} when it does not come in time or can't come any more. */
    synchronized MatchResult await(Pattern pattern, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        int seen = 0;
        while (true) {
            for (; seen < lines.size(); seen++) {
                Matcher matcher = pattern.matcher(lines.get(seen));
                if (matcher.find()) return matcher.toMatchResult();
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (ended || left <= 0) {
                throw new AssertionError((ended ? "the program ended before it printed \"" : "within " + limit.toSeconds() + " s the program has not printed \"")
                        + pattern + "\", but\n" + text());
            }
            waitFor(left);
        }
    }

    private void waitFor(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the program", e);
        }
    }
}
