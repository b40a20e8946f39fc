package dev.molt.cli.attach;

import dev.molt.cli.CliFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The ways to the agent in a JVM: its socket where there is one, and attaching where there is none. */
public final class Agents {
    private Agents() {}

    /** The agent's jar, which lies beside the program's own. */
    public static Path jar() {
        try {
            Path program = Path.of(Agents.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path jar = program.resolveSibling("molt-agent.jar");
            if (Files.isReadable(jar)) return jar.toRealPath();
            throw CliFailure.usage("there is no molt-agent.jar beside " + program,
                    "build Molt anew, and keep both jars in one folder");
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The process of this id, which has to be one that we may talk to. */
    public static TargetProcess process(long pid) {
        TargetProcess process = TargetProcess.find(pid);
        if (process == null) throw AttachFailures.noSuchProcess(pid);
        if (!process.ours()) throw AttachFailures.otherUser(process);
        if (process.stopped()) throw AttachFailures.stopped(pid);
        return process;
    }

    /** Feature release of the Java runtime that a process runs on; 0 where it can't be seen. */
    public static int feature(TargetProcess process) {
        return JavaHome.feature(JavaHome.version(process));
    }

    /** Connects to the agent in a JVM, which is loaded when it is not there. */
    public static AgentConnection connectOrLoad(TargetProcess process) {
        return connect(process, "");
    }

    /** The same, and an agent that is loaded now is told that an update will come. */
    public static AgentConnection connectForUpdate(TargetProcess process) {
        return connect(process, "rehearse");
    }

    /** Connects to the agent that is in a JVM. */
    public static AgentConnection connect(TargetProcess process) {
        return connect(process, null);
    }

    /** @param options for the agent that is to be loaded, or null for none */
    private static AgentConnection connect(TargetProcess process, String options) {
        try {
            AgentConnection known = byConvention(process);
            if (known != null) return known;
            AgentLoader loader = new AgentLoader(process);
            AgentSocket socket = options == null ? loader.find() : loader.findOrLoad(jar(), options);
            if (socket == null) throw AttachFailures.noAgent(process.pid());
            return listening(process, socket, options != null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The agent on its usual socket, or null. */
    static AgentConnection byConvention(TargetProcess process) throws IOException {
        AgentSocket socket = AgentSocket.byConvention(process);
        return socket.exists() ? AgentConnection.greet(process, socket, false) : null;
    }

    private static AgentConnection listening(TargetProcess process, AgentSocket socket, boolean loadedNow) {
        try {
            AgentConnection connection = AgentConnection.greet(process, socket, loadedNow);
            if (connection != null) return connection;
            throw AttachFailures.socketGone(process.pid(), socket.file(), new IOException("nobody listens there"));
        } catch (IOException e) {
            throw AttachFailures.socketGone(process.pid(), socket.file(), e);
        }
    }
}
