package dev.molt.cli.command;

import dev.molt.cli.ExitCode;
import dev.molt.cli.attach.EarlyAttach;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Updates a JVM of its own making, so that the launcher can put the classes which that loads into a class data archive (JEP 350).
 * Where that is not possible the archive holds what was loaded until then.
 */
@Command(name = TrainCommand.NAME, hidden = true, description = "Used by the launcher to make molt start faster.")
public final class TrainCommand extends BaseCommand {
    /** Name of the command. */
    public static final String NAME = "train";

    public TrainCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    ExitCode run(Printer printer) throws IOException {
        try (TrainingTarget target = TrainingTarget.start()) {
            String pid = Long.toString(target.pid());
            EarlyAttach.begin(pid);
            Path next = target.next();
            execute(new ApplyCommand(terminal()), pid, next.toString(), "--from", next.toString(), "--only", "**");
            execute(new StatusCommand(terminal()), pid);
            execute(new RevertCommand(terminal()), pid, "u1");
            execute(new HistoryCommand(terminal()), pid, "--json");
        }
        return ExitCode.OK;
    }

    private static void execute(BaseCommand command, String... arguments) {
        new CommandLine(command).execute(arguments);
    }
}
