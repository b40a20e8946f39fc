package dev.molt.cli.command;

import dev.molt.cli.ExitCode;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code molt show}. */
@Command(name = "show", description = "Show all that is known of one update: its plan, the classes with their old and new "
        + "hash, the verdict, and "
        + "how long each stage took.", footer = {"  molt show 4711        the newest update", "  molt show 4711 u3"})
public final class ShowCommand extends JvmCommand {
    @Parameters(index = "1", arity = "0..1", paramLabel = "ID",
            description = "The update, as molt history tells it. Default: the newest.")
    private String id;

    public ShowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    ExitCode run(Printer printer) throws Exception {
        printer.result(ask(printer, new Message.ShowRequest(id), Message.Shown.class).record());
        return ExitCode.OK;
    }
}
