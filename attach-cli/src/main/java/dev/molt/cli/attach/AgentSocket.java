package dev.molt.cli.attach;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The socket on which an agent listens.
 *
 * @param file where it is, as we see it
 * @param owner id of the user whose JVM it is
 */
record AgentSocket(Path file, int owner) {
    /** The same for every JVM, whatever its {@code java.io.tmpdir}, so that both sides meet; HotSpot's own attach does so too. */
    private static final Path ROOT = Path.of("/tmp");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_EXECUTE);

    /** Where an agent listens that was told nothing else; one that was told another place leaves a link there. */
    static AgentSocket byConvention(TargetProcess process) throws IOException {
        Path file = process.resolve(folder(process.uid())).resolve(process.ownPid() + ".sock");
        if (!Files.isSymbolicLink(file)) return new AgentSocket(file, process.uid());
        requireOwn(file.getParent(), process.uid());
        return new AgentSocket(process.resolve(Files.readSymbolicLink(file)), process.uid());
    }

    /** Where the agent in a process says that it listens. */
    static AgentSocket published(TargetProcess process, String path) {
        return new AgentSocket(process.resolve(Path.of(path)), process.uid());
    }

    boolean exists() {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Connects; a socket that nobody listens on any more is removed on the way, and gives null. */
    SocketChannel connect() throws IOException {
        requireOwn(file.getParent(), owner);
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(file));
            return channel;
        } catch (ConnectException e) {
            channel.close();
            Files.deleteIfExists(file);
            return null;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Removes sockets that were left behind in our own folder by JVMs that have ended, and links to such. */
    static void removeStale() throws IOException {
        int self = Users.self();
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder(self), LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> folder = Files.newDirectoryStream(folder(self), "*.sock")) {
                folder.forEach(files::add);
            }
        }
        for (Path file : files) {
            AgentSocket socket = new AgentSocket(Files.isSymbolicLink(file) ? Files.readSymbolicLink(file) : file, self);
            if (!socket.exists() || socket.nobodyListens()) Files.deleteIfExists(file);
        }
    }

    /** Never waits, as a connection may have to for a JVM that is suspended. */
    private boolean nobodyListens() throws IOException {
        requireOwn(file.getParent(), owner);
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(file));
            return false;
        } catch (ConnectException e) {
            Files.deleteIfExists(file);
            return true;
        } catch (SocketException e) {
            return false; // its queue is full
        }
    }

    private static Path folder(int uid) {
        return ROOT.resolve("molt-" + uid);
    }

    /** Anybody may write to {@code /tmp}: a folder that another user made there, or could write to, may hold a trap. */
    private static void requireOwn(Path folder, int owner) throws IOException {
        int actual = Users.ownerOf(folder);
        boolean open = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).stream().anyMatch(OTHERS::contains);
        if (Files.isSymbolicLink(folder) || actual != owner && actual != Users.ROOT || open) {
            throw AttachFailures.foreignSocket(folder, actual, owner);
        }
    }
}
