package dev.molt.junit;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import dev.molt.api.HistoryEntry;
import dev.molt.api.Update;
import dev.molt.api.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The {@code molt} command on one JVM, in a process of its own: a test's class path gets none of its libraries. */
final class MoltCommand {
    private static final long LIMIT_SECONDS = 120;
    /** Done, refused, reverted: these come with a verdict. */
    private static final Set<Integer> ANSWERED = Set.of(0, 3, 4);

    private final Distribution distribution;
    private final long pid;
    private final Path directory;

    MoltCommand(Distribution distribution, long pid, Path directory) {
        this.distribution = distribution;
        this.pid = pid;
        this.directory = directory;
    }

    Verdict plan(Update update) {
        return run(Verdict.class, arguments("plan", update));
    }

    Verdict apply(Update update) {
        List<String> arguments = arguments("apply", update);
        if (update.reason() != null) arguments.addAll(List.of("--reason", update.reason()));
        return run(Verdict.class, arguments);
    }

    Verdict revert() {
        return run(Verdict.class, new ArrayList<>(List.of("revert", Long.toString(pid))));
    }

    List<HistoryEntry> history() {
        return run(History.class, new ArrayList<>(List.of("history", Long.toString(pid)))).updates();
    }

    private record History(List<HistoryEntry> updates) {}

    private List<String> arguments(String command, Update update) {
        List<String> arguments = new ArrayList<>(List.of(command, Long.toString(pid)));
        for (Path file : update.files()) arguments.add(file.toAbsolutePath().toString());
        if (update.from() != null) arguments.addAll(List.of("--from", update.from().toAbsolutePath().toString()));
        return arguments;
    }

    private <T> T run(Class<T> answer, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", distribution.command().toString()));
        command.addAll(arguments);
        command.add("--json");
        try {
            Path out = Files.createTempFile(directory, "molt", ".out");
            Path err = Files.createTempFile(directory, "molt", ".err");
            Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended) process.destroyForcibly();
            String said = Files.readString(out);
            if (ended && ANSWERED.contains(process.exitValue())) return new Gson().fromJson(said, answer);
            throw new AssertionError("molt " + String.join(" ", arguments) + (ended ? " ended with " + process.exitValue() : " does not end")
                    + "\n" + said + Files.readString(err));
        } catch (JsonSyntaxException e) {
            throw new AssertionError("molt " + String.join(" ", arguments) + " did not answer as this molt-junit expects", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while molt ran", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
