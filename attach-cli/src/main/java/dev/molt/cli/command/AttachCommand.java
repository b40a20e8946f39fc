package dev.molt.cli.command;

import dev.molt.cli.ExitCode;
import dev.molt.cli.attach.AgentConnection;
import dev.molt.cli.attach.Agents;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.report.Report;
import picocli.CommandLine.Command;

/** {@code molt attach}. */
@Command(name = "attach", description = {"Load the agent into a running JVM, or tell that it is there already.", "",
    "Every command that needs the agent loads it by itself where that makes sense. A JVM that is started with the agent "
        + "(java -javaagent:$(molt agent) ...) needs no attaching, and prints no warning about dynamic loading on Java 21 and "
        + "later."},
        footer = {"  molt attach 4711"})
public final class AttachCommand extends JvmCommand {

    public AttachCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    ExitCode run(Printer printer) throws Exception {
        try (AgentConnection connection = Agents.connectOrLoad(process())) {
            conversation(printer).warnOfOtherVersion(connection);
            printer.result(new Attached(pid(), connection.welcome().agentVersion(), connection.welcome().runtime(),
                    connection.loadedNow()));
        }
        return ExitCode.OK;
    }

    /** What the command tells. @param loadedNow false where the agent was there before */
    private record Attached(long pid, String agentVersion, String runtime, boolean loadedNow) implements Report {
        @Override
        public String text() {
            return (loadedNow ? "loaded agent " : "agent ") + agentVersion + (loadedNow ? " into JVM " : " was already in JVM ")
                    + pid
                    + " (" + runtime + ")\n";
        }
    }
}
