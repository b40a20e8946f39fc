package dev.molt.test.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the operating system knows of a process, on Linux. */
public final class Proc {
    private static final String LISTENING = "0A";

    private Proc() {}

    public static boolean isHere() {
        return Files.isDirectory(Path.of("/proc/self/fd"));
    }

    /** Local addresses of the TCP sockets on which a process listens. */
    public static Set<String> listeningTcp(long pid) {
        try {
            Set<String> inodes = socketInodes(pid);
            Set<String> addresses = new TreeSet<>();
            for (String table : List.of("tcp", "tcp6")) {
                Path file = Path.of("/proc/" + pid + "/net/" + table);
                if (!Files.exists(file)) continue;
                for (String line : Files.readAllLines(file)) {
                    String[] words = line.trim().split("\\s+");
                    if (words.length > 9 && words[3].equals(LISTENING) && inodes.contains(words[9])) addresses.add(words[1]);
                }
            }
            return addresses;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many sockets a process has open. */
    public static int sockets(long pid) {
        try {
            return socketInodes(pid).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> socketInodes(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                String to = target(descriptor);
                if (to.startsWith("socket:[")) inodes.add(to.substring(8, to.length() - 1));
            }
        }
        return inodes;
    }

    /** A descriptor may be closed while we look. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
