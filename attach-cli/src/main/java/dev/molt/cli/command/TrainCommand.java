package dev.molt.cli.command;

import dev.molt.cli.ExitCode;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import picocli.CommandLine.Command;

/** Loads what the frequent commands use, so that the launcher can put it into a class data archive (JEP 350). */
@Command(name = TrainCommand.NAME, hidden = true, description = "Used by the launcher to make molt start faster.")
public final class TrainCommand extends BaseCommand {
    /** Name of the command. */
    public static final String NAME = "train";

    public TrainCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    ExitCode run(Printer printer) throws Exception {
        return ExitCode.OK;
    }
}
