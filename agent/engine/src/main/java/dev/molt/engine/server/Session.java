package dev.molt.engine.server;

import dev.molt.engine.history.Entry;
import dev.molt.protocol.Message;
import dev.molt.protocol.ProtocolException;
import dev.molt.protocol.Wire;
import dev.molt.protocol.report.Verdict;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/** One client: greeting, one request, one answer. */
final class Session {
    private final SocketChannel channel;
    private final Services services;

    Session(SocketChannel channel, Services services) {
        this.channel = channel;
        this.services = services;
    }

    /** Serves; whatever goes wrong ends with the session. */
    void serve() {
        try (Wire wire = new Wire(channel)) {
            Message.Hello hello = wire.receive(Message.Hello.class);
            wire.send(new Message.Welcome(Message.PROTOCOL, services.version(), ProcessHandle.current().pid(), runtime()));
            if (hello.protocol() != Message.PROTOCOL) return;
            wire.send(answer(wire, Peer.user(channel, hello.user())));
            services.beans().registerIfServed();
        } catch (IOException e) {
            // The client has gone. An update that it waited for has been taken back by then.
        }
    }

    private Message answer(Wire wire, String user) throws IOException {
        Message request = wire.receive();
        try {
            return dispatch(request, wire, user);
        } catch (ProtocolException e) {
            return new Message.Failure(false, e.getMessage(), "use the molt command that belongs to this agent");
        } catch (IOException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Message.Failure(true, "the agent was interrupted", null);
        } catch (Throwable t) {
            // A fault of ours must end here: told, and without harm to the application.
            t.printStackTrace();
            return new Message.Failure(true, "the agent failed: " + t, "the target's error output has the stack trace");
        }
    }

    private Message dispatch(Message request, Wire wire, String user) throws IOException, InterruptedException {
        if (request instanceof Message.UpdateRequest r) return result(services.updates().update(r, new RemoteClient(wire, channel, user)));
        if (request instanceof Message.RevertRequest r) {
            return result(services.reverts().revert(r.updateId(), r.reason(), user, r.dryRun()));
        }
        if (request instanceof Message.ConfirmRequest r) return result(services.reverts().confirm(r.updateId(), user));
        if (request instanceof Message.StatusRequest) return new Message.Status(services.status().report());
        if (request instanceof Message.ClassPathRequest) return new Message.ClassPath(services.classPath().report());
        if (request instanceof Message.HistoryRequest) return new Message.History(services.history().report());
        if (request instanceof Message.ShowRequest r) return shown(r.updateId());
        throw new ProtocolException("not a request: " + request.getClass().getSimpleName());
    }

    private static Message result(Verdict verdict) {
        return new Message.Result(verdict);
    }

    private Message shown(String id) {
        return services.history().find(id).map(Entry::report).<Message>map(Message.Shown::new)
                .orElseGet(() -> new Message.Failure(false, id == null ? "there is no update yet" : "there is no update " + id,
                        "molt history lists them"));
    }

    private static String runtime() {
        return System.getProperty("java.vm.name") + " " + Runtime.version();
    }
}
