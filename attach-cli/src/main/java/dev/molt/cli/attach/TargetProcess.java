package dev.molt.cli.attach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the operating system tells about a process, without disturbing it. On Linux that comes from {@code /proc}; elsewhere the
 * questions that only {@code /proc} answers get the answer that lets things go on.
 */
public final class TargetProcess {
    private static final Path PROC = Path.of("/proc");
    private static final int SIGQUIT = 3;

    private final long pid;
    private final Map<String, String> status;

    private TargetProcess(long pid, Map<String, String> status) {
        this.pid = pid;
        this.status = status;
    }

    /** The process of this id, or null when there is none or it is a zombie. */
    public static TargetProcess find(long pid) {
        if (ProcessHandle.of(pid).isEmpty()) return null;
        TargetProcess process = new TargetProcess(pid, readStatus(pid));
        return process.state() == 'Z' ? null : process;
    }

    /** Whether {@code /proc} can be asked. */
    static boolean procfs() {
        return Files.isReadable(PROC.resolve("self/status"));
    }

    public long pid() {
        return pid;
    }

    /** Name of the user that it runs as. */
    public String user() {
        return ProcessHandle.of(pid).flatMap(process -> process.info().user()).orElse("unknown");
    }

    /** Whether we may talk to it: as its user, or as root. */
    public boolean ours() {
        int self = Users.self();
        return self == Users.ROOT || self == uid();
    }

    /** Numeric id of the user that it runs as. */
    public int uid() {
        return status.containsKey("Uid") ? Integer.parseInt(status.get("Uid").split("\\s+")[1]) : Users.self();
    }

    /** The id that it has in its own process namespace, by which it names its own files. */
    public long ownPid() {
        String[] pids = status.getOrDefault("NSpid", Long.toString(pid)).split("\\s+");
        return Long.parseLong(pids[pids.length - 1]);
    }

    /** A file as the process sees it, where its file system is not ours (a container). */
    public Path resolve(Path path) {
        return inContainer() ? PROC.resolve(pid + "/root").resolve(path.getRoot().relativize(path)) : path;
    }

    /** A file that it names in its own way, perhaps relative to its working directory. */
    public Path file(Path path) {
        return path.isAbsolute() ? resolve(path) : PROC.resolve(pid + "/cwd").resolve(path);
    }

    /** Whether it sees other files than we do. */
    public boolean inContainer() {
        try {
            return procfs() && !Files.readSymbolicLink(PROC.resolve(pid + "/ns/mnt"))
                    .equals(Files.readSymbolicLink(PROC.resolve("self/ns/mnt")));
        } catch (IOException e) {
            return false; // not ours to look at: other checks tell about that
        }
    }

    /** Whether it is stopped, by a signal or a debugger of the operating system. */
    public boolean stopped() {
        return state() == 'T' || state() == 't';
    }

    /** Whether it has a handler for the signal that asks a JVM to listen for attaching. Without one the signal would kill it. */
    public boolean catchesQuit() {
        String caught = status().get("SigCgt");
        return caught == null || (Long.parseUnsignedLong(caught, 16) >> (SIGQUIT - 1) & 1) == 1;
    }

    /** The library of the virtual machine that it runs, or null: then it is no JVM. */
    public Path jvmLibrary() {
        try (Stream<String> maps = Files.lines(PROC.resolve(pid + "/maps"), StandardCharsets.ISO_8859_1)) {
            return maps.filter(line -> line.contains("/libjvm.so"))
                    .map(line -> Path.of(line.substring(line.indexOf('/')).replace(" (deleted)", "")))
                    .findFirst().orElse(null);
        } catch (IOException | UncheckedIOException e) {
            return null;
        }
    }

    /** Name of the program that it runs. */
    public String program() {
        List<String> words = commandLine();
        String program = !words.isEmpty() ? words.get(0)
                : ProcessHandle.of(pid).flatMap(handle -> handle.info().command()).orElse("?");
        return program.substring(program.lastIndexOf('/') + 1);
    }

    /** Its command line; empty where it can't be read. */
    public List<String> commandLine() {
        return strings("cmdline");
    }

    /** A variable of the environment that it was started with, or an empty text. */
    public String environment(String name) {
        return strings("environ").stream().filter(entry -> entry.startsWith(name + "=")).findFirst()
                .map(entry -> entry.substring(name.length() + 1)).orElse("");
    }

    private List<String> strings(String file) {
        try {
            String text = Files.readString(PROC.resolve(pid + "/" + file), StandardCharsets.ISO_8859_1);
            return text.isEmpty() ? List.of() : List.of(text.split("\0"));
        } catch (IOException e) {
            return List.of(); // another user's, or gone
        }
    }

    private char state() {
        return status.getOrDefault("State", "?").charAt(0);
    }

    /** The status of this moment. */
    private Map<String, String> status() {
        return readStatus(pid);
    }

    private static Map<String, String> readStatus(long pid) {
        Map<String, String> fields = new HashMap<>();
        try {
            for (String line : Files.readAllLines(PROC.resolve(pid + "/status"), StandardCharsets.ISO_8859_1)) {
                int colon = line.indexOf(':');
                if (colon > 0) fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        } catch (IOException e) {
            return Map.of(); // not Linux, or it has just gone
        }
        return fields;
    }
}
