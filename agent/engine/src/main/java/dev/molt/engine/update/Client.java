package dev.molt.engine.update;

import dev.molt.engine.Progress;
import dev.molt.engine.changeset.ClassFiles;
import dev.molt.protocol.Message.ProbeResult;
import java.io.IOException;

/** Whoever asked for an update and waits for its verdict. */
public interface Client extends ClassFiles, Progress {
    /** The OS user at the other end. */
    String user();

    /**
     * Asks for a look at the application.
     *
     * @throws IOException when the client has gone, or did not answer in time
     */
    ProbeResult probe(String updateId, long leaseMillis) throws IOException;

    /** Throws when the client has gone. */
    void ping(String stage) throws IOException;
}
