package dev.molt.cli.attach;

import dev.molt.cli.Version;
import dev.molt.protocol.Message;
import dev.molt.protocol.Wire;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** A conversation with the agent in a JVM, past its greeting. */
public final class AgentConnection implements Closeable {
    private static final Duration GREETING = Duration.ofSeconds(10);

    private final long pid;
    private final Wire wire;
    private final Message.Welcome welcome;
    private final boolean loadedNow;

    private AgentConnection(long pid, Wire wire, Message.Welcome welcome, boolean loadedNow) {
        this.pid = pid;
        this.wire = wire;
        this.welcome = welcome;
        this.loadedNow = loadedNow;
    }

    /** Greets the agent on a socket, or gives null when nobody listens there. */
    static AgentConnection greet(TargetProcess process, AgentSocket socket, boolean loadedNow) throws IOException {
        SocketChannel channel = socket.connect();
        if (channel == null) return null;
        Wire wire = new Wire(channel);
        try {
            Message.Welcome welcome = TimeLimit.call(GREETING, () -> exchangeGreetings(wire));
            if (welcome.protocol() != Message.PROTOCOL) {
                throw AttachFailures.otherProtocol(process.pid(), welcome.agentVersion(), Version.molt());
            }
            return new AgentConnection(process.pid(), wire, welcome, loadedNow);
        } catch (TimeoutException e) {
            wire.close();
            throw AttachFailures.agentSilent(process.pid());
        } catch (ExecutionException e) {
            wire.close();
            throw AttachFailures.closed(process.pid(), e.getCause());
        } catch (RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    private static Message.Welcome exchangeGreetings(Wire wire) throws IOException {
        wire.send(new Message.Hello(Message.PROTOCOL, Version.molt(), System.getProperty("user.name")));
        return wire.receive(Message.Welcome.class);
    }

    public long pid() {
        return pid;
    }

    /** What the agent said of itself. */
    public Message.Welcome welcome() {
        return welcome;
    }

    /** Whether the agent was loaded for this connection; else it was there before. */
    public boolean loadedNow() {
        return loadedNow;
    }

    /** Whether the agent is of another version than this program. */
    public boolean otherVersion() {
        return !welcome.agentVersion().equals(Version.molt());
    }

    public void send(Message message) {
        try {
            wire.send(message);
        } catch (IOException e) {
            throw AttachFailures.closed(pid, e);
        }
    }

    /** Sends a class file that the agent asked for. */
    public void sendRaw(byte[] bytes) {
        try {
            wire.sendRaw(bytes);
        } catch (IOException e) {
            throw AttachFailures.closed(pid, e);
        }
    }

    /** The next message, however long it takes. */
    public Message receive() {
        try {
            return wire.receive();
        } catch (IOException e) {
            throw AttachFailures.closed(pid, e);
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
