package dev.molt.cli.command;

import dev.molt.cli.CliFailure;
import dev.molt.cli.ExitCode;
import dev.molt.cli.Version;
import dev.molt.cli.attach.AgentConnection;
import dev.molt.cli.attach.Agents;
import dev.molt.cli.attach.TargetProcess;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.ProgressLine;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.Message;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** A command about one JVM. */
abstract class JvmCommand extends BaseCommand {
    @Parameters(index = "0", paramLabel = "PID", converter = PidConverter.class, description = "Process id of the JVM, as molt ps tells it.")
    private long pid;

    JvmCommand(Terminal terminal) {
        super(terminal);
    }

    final long pid() {
        return pid;
    }

    final TargetProcess process() {
        return Agents.process(pid);
    }

    /** Sends one request to the agent that is in the JVM, and waits for its answer. */
    final <T extends Message> T ask(Printer printer, Message request, Class<T> answer) throws Exception {
        try (AgentConnection connection = Agents.connect(process())) {
            warnOfOtherVersion(printer, connection);
            connection.send(request);
            return converse(connection, answer, new Partner() {});
        }
    }

    /** Goes on until the agent has given the answer, a {@link Message.Failure} in its place is thrown. */
    final <T extends Message> T converse(AgentConnection connection, Class<T> answer, Partner partner) throws Exception {
        try (ProgressLine progress = terminal().progress()) {
            while (true) {
                Message message = connection.receive();
                if (answer.isInstance(message)) return answer.cast(message);
                if (message instanceof Message.Progress p) progress.show(p.stage(), p.done(), p.total());
                else if (message instanceof Message.WantClasses want) partner.supply(connection, want, progress);
                else if (message instanceof Message.WantProbe want) connection.send(partner.probe(want, progress));
                else if (message instanceof Message.Failure failure) throw failed(failure);
                else throw new IllegalStateException("the agent sent " + message.getClass().getSimpleName());
            }
        }
    }

    static void warnOfOtherVersion(Printer printer, AgentConnection connection) {
        if (!connection.otherVersion()) return;
        String agent = connection.welcome().agentVersion();
        printer.warning("JVM " + connection.pid() + " runs Molt agent " + agent + ", and this is molt " + Version.molt(),
                "use molt " + agent + ", or restart the JVM with this agent");
    }

    /** What the exit code is when the agent can't serve a request and it is not its fault. */
    ExitCode refusal() {
        return ExitCode.USAGE;
    }

    private CliFailure failed(Message.Failure failure) {
        return new CliFailure(failure.fault() ? ExitCode.FAULT : refusal(), failure.problem(), failure.remedy());
    }

    /** Process ids. */
    static final class PidConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is no process id; molt ps tells them");
            }
        }
    }

    /** Answers what the agent asks back. */
    interface Partner {
        /** Sends the class files that the agent wants. */
        default void supply(AgentConnection connection, Message.WantClasses want, ProgressLine progress) throws Exception {
            throw new IllegalStateException("the agent asks for class files that nobody offered");
        }

        /** Probes the application. */
        default Message.ProbeResult probe(Message.WantProbe want, ProgressLine progress) throws Exception {
            throw new IllegalStateException("the agent asks for a probe that nobody offered");
        }
    }
}
