package dev.molt.engine.server;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/**
 * Where the agent's socket lies: {@code /tmp/molt-UID/PID.sock}, in a directory that belongs to this user alone. {@code /tmp} is a fixed
 * name, as it is for HotSpot's own attach socket, so that a client finds it whatever this JVM's {@code java.io.tmpdir} is.
 */
final class SocketPlace {
    private static final Path TEMP = Path.of("/tmp");
    private static final String ONLY_OWNER = "rwx------";

    private final Path directory;
    private final boolean configured;

    private SocketPlace(Path directory, boolean configured) {
        this.directory = directory;
        this.configured = configured;
    }

    /** @param configured the directory of the agent option {@code dir}, or null */
    static SocketPlace of(String configured) throws IOException {
        return configured == null ? byConvention() : new SocketPlace(Path.of(configured).toAbsolutePath(), true);
    }

    private static SocketPlace byConvention() throws IOException {
        return new SocketPlace(TEMP.resolve("molt-" + uid()), false);
    }

    /**
     * Leaves a link to a socket of another place at the place by convention, so that clients find it without attaching.
     *
     * @return the link, or null when there is none: the system property {@code molt.agent.socket} tells the socket, too
     */
    Path link(Path socket) {
        if (!configured) return null;
        try {
            return Files.createSymbolicLink(byConvention().prepare(), socket);
        } catch (IOException e) {
            // The option may have been given because nothing can be made there.
            return null;
        }
    }

    /** The socket's path; the directory exists and is private, and no socket of a dead JVM is in the way. */
    Path prepare() throws IOException {
        try {
            if (Files.notExists(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(ONLY_OWNER)));
            }
        } catch (IOException e) {
            throw new IOException("the directory " + directory + " for Molt's socket can't be made (" + reason(e)
                    + "): make room or give write access there, or name another directory with the agent option dir=DIR", e);
        }
        requirePrivate();
        Path socket = directory.resolve(ProcessHandle.current().pid() + ".sock");
        Files.deleteIfExists(socket);
        removeStale();
        return socket;
    }

    /** Sockets that JVMs left which were killed. Asking is the only sure way: a process of that number may live in another container. */
    private void removeStale() throws IOException {
        try (DirectoryStream<Path> sockets = Files.newDirectoryStream(directory, "*.sock")) {
            for (Path socket : sockets) {
                if (Files.notExists(socket) || nobodyListens(socket)) Files.deleteIfExists(socket);
            }
        }
    }

    /** Never waits: a JVM that is suspended accepts nobody, and once its queue is full a connection would be waited for as long as that lasts. */
    private static boolean nobodyListens(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return false;
        } catch (IOException e) {
            return e instanceof ConnectException || String.valueOf(e.getMessage()).contains("refused");
        }
    }

    private void requirePrivate() throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        UserPrincipal me = Files.readAttributes(Path.of("/proc/self"), PosixFileAttributes.class).owner();
        boolean ours = attributes.isDirectory() && attributes.owner().equals(me);
        if (ours && PosixFilePermissions.toString(attributes.permissions()).equals(ONLY_OWNER)) return;
        throw new IOException("the directory " + directory + " for Molt's socket is not private (owner " + attributes.owner().getName() + ", "
                + PosixFilePermissions.toString(attributes.permissions())
                + "): remove it, or name another directory with the agent option dir=DIR");
    }

    static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private static Object uid() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }
}
