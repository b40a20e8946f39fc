package dev.molt.engine.inside;

import dev.molt.engine.changeset.Scope;
import dev.molt.engine.plan.Plan;
import dev.molt.engine.update.Client;
import dev.molt.protocol.Message.ProbeResult;
import dev.molt.protocol.Message.Wanted;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Origin;
import dev.molt.protocol.source.Supply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The client of an update that begins in this JVM: its class files lie in the JVM's own file system, or are in memory. */
record InsideClient(Initiator initiator, Supply supply) implements Client {
    @Override
    public String user() {
        return initiator.user();
    }

    @Override
    public Origin origin() {
        return initiator.origin();
    }

    @Override
    public Scope scope(UpdateOptions options) {
        return initiator.scope(options);
    }

    @Override
    public List<Finding> objections(Plan plan) {
        return initiator.objections(plan);
    }

    @Override
    public void at(String stage, int done, int total) throws IOException {
        initiator.at(stage, done, total);
    }

    @Override
    public void ping(String stage) throws IOException {
        initiator.at(stage, 0, 0);
    }

    @Override
    public ProbeResult probe(String updateId, long leaseMillis) throws IOException {
        return initiator.probe(updateId, leaseMillis);
    }

    @Override
    public List<byte[]> fetch(List<Wanted> wanted) throws IOException {
        List<byte[]> files = new ArrayList<>(wanted.size());
        for (Wanted w : wanted) files.add(supply.bytes(w));
        return files;
    }
}
