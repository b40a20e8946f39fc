package dev.molt.test.harness;

import dev.molt.protocol.Message;
import dev.molt.protocol.Message.Failure;
import dev.molt.protocol.Message.Hello;
import dev.molt.protocol.Message.HistoryRequest;
import dev.molt.protocol.Message.Progress;
import dev.molt.protocol.Message.Result;
import dev.molt.protocol.Message.RevertRequest;
import dev.molt.protocol.Message.Side;
import dev.molt.protocol.Message.StatusRequest;
import dev.molt.protocol.Message.UpdateRequest;
import dev.molt.protocol.Message.WantClasses;
import dev.molt.protocol.Message.WantProbe;
import dev.molt.protocol.Message.Wanted;
import dev.molt.protocol.Message.Welcome;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.Wire;
import dev.molt.protocol.report.HistoryReport;
import dev.molt.protocol.report.StatusReport;
import dev.molt.protocol.report.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * Speaks Molt's protocol itself, one connection for each request, for tests that do too much to start a command line each time, or
 * that do what the command line never would.
 */
public final class Client {
    private final Path socket;

    Client(Path socket) {
        this.socket = socket;
    }

    /** The agent answered with a failure. */
    public static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failed(Failure failure) {
            super(failure.problem() + " / " + failure.remedy() + (failure.fault() ? " (a fault)" : ""));
        }
    }

    public Path socket() {
        return socket;
    }

    /** Answers to a running update that asks for a probe. */
    public interface Prober {
        Message.ProbeResult probe(WantProbe want) throws IOException;
    }

    /** A connection on which hello and welcome were said. */
    public Wire open() throws IOException {
        Wire wire = new Wire(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        wire.send(new Hello(Message.PROTOCOL, "test", System.getProperty("user.name")));
        wire.receive(Welcome.class);
        return wire;
    }

    public Verdict apply(TestOffer offer) {
        return apply(offer, UpdateOptions.defaults());
    }

    public Verdict apply(TestOffer offer, UpdateOptions options) {
        return update(new UpdateRequest(false, options, offer.offer()), offer, want -> new Message.ProbeResult(true, "fine"));
    }

    public Verdict apply(TestOffer offer, UpdateOptions options, Prober prober) {
        return update(new UpdateRequest(false, options, offer.offer()), offer, prober);
    }

    public Verdict plan(TestOffer offer) {
        return update(new UpdateRequest(true, UpdateOptions.defaults(), offer.offer()), offer,
                want -> new Message.ProbeResult(true, "fine"));
    }

    public Verdict revert(String updateId) {
        return ((Result) request(new RevertRequest(updateId, "test", false))).verdict();
    }

    public Verdict confirm(String updateId) {
        return ((Result) request(new Message.ConfirmRequest(updateId))).verdict();
    }

    public StatusReport status() {
        return ((Message.Status) request(new StatusRequest())).report();
    }

    public HistoryReport history() {
        return ((Message.History) request(new HistoryRequest())).report();
    }

    /** Serves an update on an open connection until its verdict. */
    public static Verdict serve(Wire wire, TestOffer offer, Prober prober) throws IOException {
        while (true) {
            Message message = wire.receive();
            if (message instanceof Result result) return result.verdict();
            if (message instanceof Failure failure) throw new Failed(failure);
            if (message instanceof WantClasses want) {
                for (Wanted wanted : want.wanted()) wire.sendRaw(offer.bytes(wanted.name(), wanted.side() == Side.OLD));
            } else if (message instanceof WantProbe want) {
                wire.send(prober.probe(want));
            } else if (!(message instanceof Progress)) {
                throw new AssertionError("unexpected " + message);
            }
        }
    }

    private Verdict update(UpdateRequest request, TestOffer offer, Prober prober) {
        try (Wire wire = open()) {
            wire.send(request);
            return serve(wire, offer, prober);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Message request(Message request) {
        try (Wire wire = open()) {
            wire.send(request);
            while (true) {
                Message message = wire.receive();
                if (message instanceof Failure failure) throw new Failed(failure);
                if (!(message instanceof Progress)) return message;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
