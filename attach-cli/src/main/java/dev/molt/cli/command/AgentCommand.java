package dev.molt.cli.command;

import dev.molt.cli.ExitCode;
import dev.molt.cli.attach.Agents;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.report.Report;
import picocli.CommandLine.Command;

/** {@code molt agent}. */
@Command(name = "agent", description = "Print the path of the agent's jar, for starting a JVM with it.",
        footer = {"  java -javaagent:$(molt agent) -jar app.jar",
                "  java -javaagent:$(molt agent)=audit=/var/log/molt.jsonl -jar app.jar"})
public final class AgentCommand extends BaseCommand {

    public AgentCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    ExitCode run(Printer printer) {
        printer.result(new AgentJar(Agents.jar().toString()));
        return ExitCode.OK;
    }

    /** What the command tells. */
    private record AgentJar(String jar) implements Report {
        @Override
        public String text() {
            return jar + "\n";
        }
    }
}
