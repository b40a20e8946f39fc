package dev.molt.engine.server;

import dev.molt.engine.EngineThreads;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** Accepts clients on a Unix domain socket (JEP 380) and serves each in a thread of its own. */
public final class Listener {
    private final ServerSocketChannel server;
    private final Path socket;
    private final Path link;
    private final Supplier<Services> services;

    private Listener(ServerSocketChannel server, Path socket, Path link, Supplier<Services> services) {
        this.server = server;
        this.socket = socket;
        this.link = link;
        this.services = services;
    }

    /**
     * Opens the socket.
     *
     * @param directory where, or null for the place by convention
     * @param services asked for when the first client comes
     * @throws IOException with a message that says what to do
     */
    public static Listener open(String directory, Supplier<Services> services) throws IOException {
        SocketPlace place = SocketPlace.of(directory);
        Path socket = place.prepare();
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            server.close();
            throw new IOException("Molt's socket " + socket + " can't be made (" + SocketPlace.reason(e)
                    + "): make room there, or name another directory with the agent option dir=DIR", e);
        }
        return new Listener(server, socket, place.link(socket), services);
    }

    /** The socket's path. */
    public Path socket() {
        return socket;
    }

    /** Starts to accept. The socket's file goes away with the JVM. */
    public void start() {
        try {
            Runtime.getRuntime().addShutdownHook(EngineThreads.daemon("molt-shutdown", this::remove));
        } catch (IllegalStateException ending) {
            remove();
            return;
        }
        EngineThreads.daemon("molt-listener", this::accept).start();
    }

    private void remove() {
        try {
            Files.deleteIfExists(socket);
            if (link != null) Files.deleteIfExists(link);
        } catch (IOException e) {
            // A socket that stays is recognised as stale by whoever finds it.
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                EngineThreads.daemon("molt-session", () -> new Session(client, services.get()).serve()).start();
            } catch (AsynchronousCloseException e) {
                return;
            } catch (IOException | OutOfMemoryError e) {
                // Out of files, threads or memory: this client is lost, the next one may fare better.
                System.err.println("molt: a client could not be served: " + e);
            }
        }
    }
}
