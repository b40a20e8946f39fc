package dev.molt.engine.server;

import dev.molt.engine.update.Client;
import dev.molt.engine.EngineThreads;
import dev.molt.protocol.Message;
import dev.molt.protocol.Message.ProbeResult;
import dev.molt.protocol.Message.Wanted;
import dev.molt.protocol.Wire;
import dev.molt.protocol.report.Origin;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The client at the other end of a socket. */
final class RemoteClient implements Client {
    /** Progress is told no more often. */
    private static final long QUIET_NANOS = 50_000_000;

    /** A probe that ran until the end of its time still has to tell. */
    private static final long GRACE_MILLIS = 5_000;

    private final Wire wire;
    private final SocketChannel channel;
    private final String user;
    private String lastStage = "";
    private long lastTold;

    RemoteClient(Wire wire, SocketChannel channel, String user) {
        this.wire = wire;
        this.channel = channel;
        this.user = user;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public Origin origin() {
        return Origin.COMMAND_LINE;
    }

    @Override
    public void at(String stage, int done, int total) throws IOException {
        long now = System.nanoTime();
        if (stage.equals(lastStage) && now - lastTold < QUIET_NANOS) return;
        lastStage = stage;
        lastTold = now;
        wire.send(new Message.Progress(stage, done, total));
    }

    @Override
    public void ping(String stage) throws IOException {
        wire.send(new Message.Progress(stage, 0, 0));
    }

    @Override
    public List<byte[]> fetch(List<Wanted> wanted) throws IOException {
        wire.send(new Message.WantClasses(wanted));
        List<byte[]> files = new ArrayList<>(wanted.size());
        while (files.size() < wanted.size()) files.add(wire.receiveRaw());
        return files;
    }

    @Override
    public ProbeResult probe(String updateId, long leaseMillis) throws IOException {
        ScheduledThreadPoolExecutor lease = new ScheduledThreadPoolExecutor(1, r -> EngineThreads.daemon("molt-probe-lease", r));
        try {
            lease.schedule(this::expire, leaseMillis + GRACE_MILLIS, TimeUnit.MILLISECONDS);
            wire.send(new Message.WantProbe(updateId, leaseMillis));
            return wire.receive(ProbeResult.class);
        } finally {
            lease.shutdownNow();
        }
    }

    private void expire() {
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            // Already closed, which ends the waiting just as well.
        }
    }
}
