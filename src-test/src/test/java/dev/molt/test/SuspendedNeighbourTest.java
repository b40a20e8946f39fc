package dev.molt.test;

import dev.molt.test.harness.Layout;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** An agent starts beside the socket of a JVM that accepts nobody, as one does that a debugger has suspended, and whose queue is full. */
class SuspendedNeighbourTest {

    @LiveUpdate
    void theAgentDoesNotWaitForIt(Targets targets) throws IOException {
        Path directory = Files.createTempDirectory("molt-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        UnixDomainSocketAddress neighbour = UnixDomainSocketAddress.of(directory.resolve("1.sock"));
        List<SocketChannel> queue = new ArrayList<>();
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(neighbour, 1);
            while (queued(neighbour, queue)) { }
            Target target = targets.launch().withAgent(Layout.agentJar(), "dir=" + directory + ";audit=" + directory.resolve("audit.jsonl")).start();
            target.molt("status").expect(0);
            target.exit();
        } finally {
            for (SocketChannel channel : queue) channel.close();
            try (var files = Files.list(directory)) {
                for (Path file : files.toList()) Files.delete(file);
            }
            Files.delete(directory);
        }
    }

    /** Joins the queue; false when it is full. */
    private static boolean queued(UnixDomainSocketAddress address, List<SocketChannel> queue) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        queue.add(channel);
        channel.configureBlocking(false);
        try {
            return channel.connect(address);
        } catch (SocketException e) {
            return false;
        }
    }
}
