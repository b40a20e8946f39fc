package dev.molt.cli.command;

import dev.molt.cli.ExitCode;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.ProgressLine;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.Message;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.Verdict;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;

/** {@code molt plan}. */
@Command(name = "plan", description = {"Tell what molt apply would do, and touch nothing.", "",
    "Compares NEW with what is loaded in the JVM, looks for whoever depends on what changes, and verifies everything. Ends "
            + "with 0 when the "
        + "update would be applied, and with 3 and the reasons when it would be refused."},
        footer = {"  molt plan 4711 target/classes", "  molt plan 4711 app-2.jar --from app-1.jar --json"})
public final class PlanCommand extends UpdateCommand {

    public PlanCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.OK, ExitCode.FAULT, ExitCode.USAGE, ExitCode.REFUSED, ExitCode.UNREACHABLE);
    }

    @Override
    boolean dryRun() {
        return true;
    }

    @Override
    UpdateOptions options() {
        UpdateOptions d = UpdateOptions.defaults();
        return new UpdateOptions(loader(), null, false, d.probeTimeoutMillis(), d.confirmWithinMillis(), d.waitMillis(),
                d.waitOldMillis());
    }

    @Override
    Message.ProbeResult probe(Message.WantProbe want, ProgressLine progress) {
        throw new IllegalStateException("the agent asks for a probe of a plan");
    }

    @Override
    void print(Printer printer, Verdict verdict) {
        printer.verdictWithPlan(verdict);
    }
}
