package dev.molt.cli.attach;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;

/** A JVM that we are attached to. */
interface AttachedVm extends AutoCloseable {
    /** Its system properties of this moment. */
    Properties systemProperties() throws IOException;

    /**
     * Loads an agent and returns when its {@code agentmain} has.
     *
     * @throws AgentNotLoaded when the JVM refused
     */
    void load(Path jar, String options) throws IOException, AgentNotLoaded;

    @Override
    void close() throws IOException;

    /** The JVM did not load an agent. */
    final class AgentNotLoaded extends Exception {
        AgentNotLoaded(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }
}
