package dev.molt.engine.update;

import dev.molt.protocol.Message.ProbeResult;
import dev.molt.protocol.report.Origin;

/** The client of a plan that nobody asked for: it has class files, and nobody is told how far it is. */
interface UnheardClient extends Client {
    @Override
    default String user() {
        return "";
    }

    @Override
    default Origin origin() {
        return Origin.COMMAND_LINE;
    }

    @Override
    default ProbeResult probe(String updateId, long leaseMillis) {
        return new ProbeResult(true, "");
    }

    @Override
    default void ping(String stage) {
        // nobody is told
    }

    @Override
    default void at(String stage, int done, int total) {
        // nobody is told
    }
}
