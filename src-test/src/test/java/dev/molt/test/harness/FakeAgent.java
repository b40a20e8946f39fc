package dev.molt.test.harness;

import dev.molt.protocol.Wire;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What listens on a socket as an agent would and answers as a test likes: an agent of another version, or one with a fault. */
public final class FakeAgent implements AutoCloseable {
    private final Path socket;
    private final ServerSocketChannel server;

    /** Serves one conversation. */
    public interface Conversation {
        void with(Wire wire) throws IOException;
    }

    /** Listens at once; the socket lies in a folder of its user alone, as the agent's does. */
    public FakeAgent(Path socket, Conversation conversation) throws IOException {
        this.socket = socket;
        Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwx------"));
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        Thread acceptor = new Thread(() -> accept(conversation), "fake-agent");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public Path socket() {
        return socket;
    }

    private void accept(Conversation conversation) {
        while (server.isOpen()) {
            try (SocketChannel channel = server.accept()) {
                conversation.with(new Wire(channel));
            } catch (IOException e) {
                // The client hangs up, or the test closes the server.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
    }
}
