package dev.molt.test.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everything that one invocation of a test started, and what it all said; ended and removed at its end. */
final class Session implements AutoCloseable {
    private static final int LONGEST_NOTE = 3000;

    private final Path directory;
    private final List<Target> targets = new ArrayList<>();
    private final List<AutoCloseable> others = new ArrayList<>();
    private final StringBuffer notes = new StringBuffer();

    Session() {
        try {
            directory = Files.createTempDirectory(Layout.work(), "test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder for files of this invocation. */
    Path directory() {
        return directory;
    }

    synchronized void add(Target target) {
        targets.add(target);
    }

    synchronized void add(AutoCloseable other) {
        others.add(other);
    }

    /** Remembers something that a person wants to read when the test fails. */
    void note(String text) {
        notes.append(text.length() > LONGEST_NOTE ? text.substring(0, LONGEST_NOTE) + "...\n" : text).append('\n');
    }

    /** What everything said. */
    synchronized String transcript() {
        StringBuilder out = new StringBuilder("\n===== command line\n").append(notes);
        for (Target target : targets) {
            out.append("===== JVM ").append(target.pid()).append(", ").append(target.jdk()).append('\n').append(target.log());
        }
        return out.toString();
    }

    @Override
    public synchronized void close() throws Exception {
        List<String> crashes = new ArrayList<>();
        for (AutoCloseable other : others) other.close();
        for (Target target : targets) {
            target.close();
            target.crash().ifPresent(crashes::add);
            Trees.delete(target.directory());
        }
        Trees.delete(directory);
        if (!crashes.isEmpty()) throw new AssertionError("a JVM crashed:\n" + String.join("\n", crashes) + transcript());
    }
}
