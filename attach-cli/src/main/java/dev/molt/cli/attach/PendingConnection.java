package dev.molt.cli.attach;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A connection for an update that is being made, with the agent loaded on the way, while its maker does something else. */
public final class PendingConnection {
    private final FutureTask<AgentConnection> task;

    private PendingConnection(FutureTask<AgentConnection> task) {
        this.task = task;
    }

    /** Begins to connect. */
    public static PendingConnection to(TargetProcess process) {
        FutureTask<AgentConnection> task = new FutureTask<>(() -> Agents.connectForUpdate(process));
        Thread thread = new Thread(task, "molt-connect");
        thread.setDaemon(true);
        thread.start();
        return new PendingConnection(task);
    }

    /** The connection, once it is there; throws what making it threw. */
    public AgentConnection get() throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException exception) throw exception;
            if (e.getCause() instanceof Error error) throw error;
            throw new IllegalStateException(e.getCause());
        }
    }
}
