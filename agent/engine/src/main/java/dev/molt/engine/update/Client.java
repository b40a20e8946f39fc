package dev.molt.engine.update;

import dev.molt.engine.Progress;
import dev.molt.engine.changeset.ClassFiles;
import dev.molt.engine.changeset.Scope;
import dev.molt.engine.plan.Plan;
import dev.molt.protocol.Message.ProbeResult;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Origin;
import java.io.IOException;
import java.util.List;

/** Whoever asked for an update and waits for its verdict. */
public interface Client extends ClassFiles, Progress {
    /** The OS user at the other end. */
    String user();

    /** The way by which its updates come. */
    Origin origin();

    /** What the client has against an update, or about it, once it is planned. */
    default List<Finding> objections(Plan plan) {
        return List.of();
    }

    /** Which class loaders they are meant for. */
    default Scope scope(UpdateOptions options) {
        return options.loader() == null ? Scope.EVERYWHERE : Scope.loader(options.loader());
    }

    /**
     * Asks for a look at the application.
     *
     * @throws IOException when the client has gone, or did not answer in time
     */
    ProbeResult probe(String updateId, long leaseMillis) throws IOException;

    /** Throws when the client has gone. */
    void ping(String stage) throws IOException;
}
