package dev.molt.cli.command;

import dev.molt.cli.CliFailure;
import dev.molt.cli.ExitCode;
import dev.molt.cli.attach.Agents;
import dev.molt.cli.attach.TargetProcess;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import dev.molt.cli.source.BadClassFiles;
import dev.molt.cli.source.ClassGlobs;
import dev.molt.cli.source.Supply;
import dev.molt.protocol.Json;
import dev.molt.protocol.Message;
import dev.molt.protocol.Offer;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Goes the way of the frequent commands without a JVM to talk to, so that the launcher can put the classes which that loads into
 * a class data archive (JEP 350).
 */
@Command(name = TrainCommand.NAME, hidden = true, description = "Used by the launcher to make molt start faster.")
public final class TrainCommand extends BaseCommand {
    /** Name of the command. */
    public static final String NAME = "train";

    private static final String FILE = TrainCommand.class.getName().replace('.', '/') + ".class";

    public TrainCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    ExitCode run(Printer printer) throws Exception {
        new CommandLine(new ApplyCommand(terminal())).parseArgs("1", "classes", "--from", "classes", "--only", "*");
        new CommandLine(new RevertCommand(terminal())).parseArgs("1", "u1");
        Offer offer = readOneClass();
        attachToSelf(printer);
        Verdict verdict = new Verdict("u1", Outcome.APPLIED, "1 class", null, List.of(), List.of(), List.of(), null);
        converse(new Message.Hello(Message.PROTOCOL, "", ""), new Message.Welcome(Message.PROTOCOL, "", 1, ""),
                new Message.UpdateRequest(false, UpdateOptions.defaults(), offer), new Message.Progress("", 0, 0),
                new Message.WantClasses(List.of(new Message.Wanted("", Message.Side.NEW))),
                new Message.RevertRequest(null, null, false),
                new Message.Result(verdict));
        printer.result(verdict);
        return ExitCode.OK;
    }

    private static Offer readOneClass() throws IOException, BadClassFiles {
        Path jar = Agents.jar().resolveSibling("molt.jar");
        Path folder = Files.createTempDirectory("molt-train-");
        Path file = folder.resolve(FILE);
        try (InputStream in = TrainCommand.class.getResourceAsStream("/" + FILE)) {
            Files.createDirectories(file.getParent());
            Files.copy(in, file);
            ClassGlobs one = new ClassGlobs(List.of(TrainCommand.class.getName()), List.of());
            try (Supply supply = Supply.read(List.of(folder), jar, Agents.feature(self()), one)) {
                supply.bytes(new Message.Wanted(TrainCommand.class.getName(), Message.Side.NEW));
                return supply.offer();
            }
        } finally {
            for (Path path = file; path.startsWith(folder); path = path.getParent()) Files.delete(path);
        }
    }

    private static TargetProcess self() {
        return Agents.process(ProcessHandle.current().pid());
    }

    /** A JVM refuses to attach to itself, at the end of the way that leads to any JVM. */
    private static void attachToSelf(Printer printer) {
        try {
            Agents.connect(self()).close();
        } catch (CliFailure | IOException expected) {
            printer.warning(expected.getMessage(), null);
        }
    }

    private static void converse(Message... messages) throws IOException {
        for (Message message : messages) Json.decode(Json.encode(message));
    }
}
