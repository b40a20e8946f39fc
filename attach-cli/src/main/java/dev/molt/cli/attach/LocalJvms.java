package dev.molt.cli.attach;

import dev.molt.cli.CliFailure;
import dev.molt.protocol.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The Java virtual machines of this machine, as far as this user may see them. */
public final class LocalJvms {
    private static final Duration STATUS = Duration.ofSeconds(2);

    private LocalJvms() {}

    /** All but our own whose main class, jar or module contains a name, by process id. Sockets that ended JVMs left behind are removed on the way. */
    public static List<Jvm> find(String name) throws IOException {
        AgentSocket.removeStale();
        return processes().filter(process -> JavaCommand.of(process).main().contains(name)).map(LocalJvms::describe).sorted(Comparator.comparingLong(Jvm::pid)).toList();
    }

    /** Their processes. */
    static Stream<TargetProcess> processes() {
        long self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses().filter(process -> process.pid() != self)
                .map(process -> TargetProcess.find(process.pid())).filter(process -> process != null && isJvm(process));
    }

    private static boolean isJvm(TargetProcess process) {
        // What another user's process has mapped can't be seen: there the program's name has to do.
        return process.jvmLibrary() != null || process.program().equals("java");
    }

    private static Jvm describe(TargetProcess process) {
        String agent = null;
        int live = 0;
        if (!process.ours()) return new Jvm(process.pid(), process.user(), JavaCommand.of(process).main(),
                JavaHome.version(process), null, -1);
        try (AgentConnection connection = Agents.byConvention(process)) {
            if (connection != null) {
                agent = connection.welcome().agentVersion();
                live = liveUpdates(connection);
            }
        } catch (IOException | CliFailure e) {
            live = -1; // the list must not fail because of one JVM; molt status tells more
        }
        return new Jvm(process.pid(), process.user(), JavaCommand.of(process).main(), JavaHome.version(process), agent, live);
    }

    private static int liveUpdates(AgentConnection connection) {
        try {
            return TimeLimit.call(STATUS, () -> {
                connection.send(new Message.StatusRequest());
                return connection.receive() instanceof Message.Status status ? status.report().live().size() : -1;
            });
        } catch (TimeoutException | ExecutionException e) {
            return -1;
        }
    }
}
