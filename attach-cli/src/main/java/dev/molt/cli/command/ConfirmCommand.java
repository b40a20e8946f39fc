package dev.molt.cli.command;

import dev.molt.cli.ExitCode;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.Message;
import dev.molt.protocol.report.Verdict;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code molt confirm}. */
@Command(name = "confirm", description = "Confirm an update that was applied with --confirm-within, so that it stays.",
        footer = {"  molt confirm 4711       the update that waits for it", "  molt confirm 4711 u3    only if that is u3"})
public final class ConfirmCommand extends JvmCommand {
    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The update. Default: the one that waits.")
    private String id;

    public ConfirmCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.allOf(ExitCode.class);
    }

    @Override
    ExitCode run(Printer printer) throws Exception {
        Verdict verdict = ask(printer, new Message.ConfirmRequest(id), Message.Result.class).verdict();
        printer.result(verdict);
        return ExitCode.of(verdict.outcome());
    }

    @Override
    ExitCode refusal() {
        return ExitCode.REFUSED;
    }
}
