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

/**
 * Our side of a conversation with an agent, from the request to the answer.
 *
 * @param refusal how the command ends when the agent can't serve the request and it is not the agent's fault
 */
record Conversation(Terminal terminal, Printer printer, ExitCode refusal) {

    /** Sends one request to the agent that is in a JVM, and waits for its answer. */
    <T extends Message> T ask(TargetProcess process, Message request, Class<T> answer) throws Exception {
        try (AgentConnection connection = Agents.connect(process)) {
            return ask(connection, request, answer, new Partner() {});
        }
    }

    /** Sends one request and goes on until the agent has given the answer; a {@link Message.Failure} in its place is thrown. */
    <T extends Message> T ask(AgentConnection connection, Message request, Class<T> answer, Partner partner) throws Exception {
        warnOfOtherVersion(connection);
        connection.send(request);
        try (ProgressLine progress = terminal.progress()) {
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

    /** Another version of the same protocol is worth a warning. */
    void warnOfOtherVersion(AgentConnection connection) {
        if (!connection.otherVersion()) return;
        String agent = connection.welcome().agentVersion();
        printer.warning("JVM " + connection.pid() + " runs Molt agent " + agent + ", and this is molt " + Version.molt(),
                "use molt " + agent + ", or restart the JVM with this agent");
    }

    private CliFailure failed(Message.Failure failure) {
        return new CliFailure(failure.fault() ? ExitCode.FAULT : refusal, failure.problem(), failure.remedy());
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
