package dev.molt.engine.inside;

import dev.molt.engine.changeset.Scope;
import dev.molt.engine.plan.Plan;
import dev.molt.protocol.Message.ProbeResult;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Origin;
import java.io.IOException;
import java.util.List;

/** Who asks for an update from inside the JVM. All methods are called in the thread that asked. */
public interface Initiator {
    /** The way by which it comes. */
    Origin origin();

    /** On whose behalf; history and audit tell. */
    default String user() {
        return System.getProperty("user.name");
    }

    /** Which class loaders it is meant for. */
    default Scope scope(UpdateOptions options) {
        return options.loader() == null ? Scope.EVERYWHERE : Scope.loader(options.loader());
    }

    /** What speaks against an update, or is to be known about it, once it is planned. */
    default List<Finding> objections(Plan plan) {
        return List.of();
    }

    /**
     * A stage has come this far; {@code total} is 0 where it is not known.
     *
     * @throws IOException to abandon the update, which is then taken back
     */
    default void at(String stage, int done, int total) throws IOException {}

    /** A look at the application, asked for when the options say that there is a probe: the update is live, and is taken back when it says no. */
    default ProbeResult probe(String updateId, long leaseMillis) throws IOException {
        return new ProbeResult(true, "");
    }
}
