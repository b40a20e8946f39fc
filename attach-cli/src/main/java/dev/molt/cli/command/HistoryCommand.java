package dev.molt.cli.command;

import dev.molt.cli.ExitCode;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.Message;
import picocli.CommandLine.Command;

/** {@code molt history}. */
@Command(name = "history", description = "List the updates of a JVM: when, by whom, from where, why, and what came of them.",
        footer = {"  molt history 4711", "  molt history 4711 --json"})
public final class HistoryCommand extends JvmCommand {

    public HistoryCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    ExitCode run(Printer printer) throws Exception {
        printer.result(ask(printer, new Message.HistoryRequest(), Message.History.class).report());
        return ExitCode.OK;
    }
}
