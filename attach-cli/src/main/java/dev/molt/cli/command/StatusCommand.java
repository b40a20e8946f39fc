package dev.molt.cli.command;

import dev.molt.cli.ExitCode;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.Message;
import picocli.CommandLine.Command;

/** {@code molt status}. */
@Command(name = "status", description = "Show the state of the agent in a JVM: which updates are live, which threads still "
        + "execute old code, and which classes no longer hold what was applied.",
        footer = {"  molt status 4711", "  molt status 4711 --json"})
public final class StatusCommand extends JvmCommand {

    public StatusCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    ExitCode run(Printer printer) throws Exception {
        printer.result(ask(printer, new Message.StatusRequest(), Message.Status.class).report());
        return ExitCode.OK;
    }
}
