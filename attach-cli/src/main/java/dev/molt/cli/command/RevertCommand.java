package dev.molt.cli.command;

import dev.molt.cli.ExitCode;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.Message;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code molt revert}. */
@Command(name = "revert", description = {"Take back an update: every loaded class has the code from before again.", "",
    "An update that is not the newest is taken back together with all that followed it; --dry-run tells which."},
        footer = {"  molt revert 4711                     the newest update", "  molt revert 4711 u2 --dry-run",
            "  molt revert 4711 u2 --reason 'wrong totals'"})
public final class RevertCommand extends JvmCommand {
    @Parameters(index = "1", arity = "0..1", paramLabel = "ID",
            description = "The update, as molt history tells it. Default: the newest that is live.")
    private String id;

    @Option(names = "--reason", paramLabel = "TEXT", order = 1, description = "Why, for history and audit.")
    private String reason;

    @Option(names = "--dry-run", order = 2, description = "Tell what would be taken back, and touch nothing.")
    private boolean dryRun;

    public RevertCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.OK, ExitCode.FAULT, ExitCode.USAGE, ExitCode.REFUSED, ExitCode.UNREACHABLE);
    }

    @Override
    ExitCode run(Printer printer) throws Exception {
        Verdict verdict = ask(printer, new Message.RevertRequest(id, reason, dryRun), Message.Result.class).verdict();
        printer.verdictWithPlan(verdict);
        return verdict.outcome() == Outcome.REVERTED ? ExitCode.OK : ExitCode.of(verdict.outcome());
    }

    @Override
    ExitCode refusal() {
        return ExitCode.REFUSED;
    }
}
