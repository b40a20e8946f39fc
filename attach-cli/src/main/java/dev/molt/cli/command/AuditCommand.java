package dev.molt.cli.command;

import dev.molt.cli.CliFailure;
import dev.molt.cli.ExitCode;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.Message;
import dev.molt.protocol.audit.AuditReport;
import dev.molt.protocol.audit.AuditVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;

/** {@code molt audit}. */
@Command(name = "audit", subcommands = AuditCommand.Verify.class, customSynopsis = {"molt audit [-h] [--debug] [--json] PID",
    "       molt audit verify [-h] [--debug] [--json] FILE"},
        description = {"Tell where a JVM's audit file is, and whether it is intact.", "",
            "Every line holds the hash of the line before: any edit, removal, insertion or move is found and told with its line. Ends with 3 when "
                + "the file was tampered with. An update that was started and has no end is told too."},
        footer = {"  molt audit 4711", "  molt audit verify /var/log/molt.jsonl"})
public final class AuditCommand extends JvmCommand {

    private AuditCommand(Terminal terminal) {
        super(terminal);
    }

    /** The command. Its process id is not required by itself, as {@code verify} has none. */
    public static CommandLine of(Terminal terminal) {
        CommandLine audit = new CommandLine(new AuditCommand(terminal));
        CommandSpec spec = audit.getCommandSpec();
        PositionalParamSpec pid = spec.positionalParameters().get(0);
        spec.remove(pid);
        spec.add(PositionalParamSpec.builder(pid).arity("0..1").required(false).build());
        return audit;
    }

    @Override
    ExitCode run(Printer printer) throws Exception {
        if (pid() == 0) throw CliFailure.usage("there is neither a PID nor verify FILE", "molt audit --help tells more");
        String file = ask(printer, new Message.StatusRequest(), Message.Status.class).report().auditFile();
        return verify(printer, process().resolve(Path.of(file)));
    }

    private static ExitCode verify(Printer printer, Path file) {
        if (!Files.isRegularFile(file)) throw CliFailure.usage(file + " does not exist", null);
        try {
            AuditReport report = AuditVerifier.verify(file);
            printer.result(report);
            return report.intact() ? ExitCode.OK : ExitCode.REFUSED;
        } catch (IOException e) {
            throw CliFailure.usage("can't read " + file + ": " + e.getMessage(), null);
        }
    }

    /** {@code molt audit verify}. */
    @Command(name = "verify", description = "Verify an audit file; no JVM is needed. Ends with 3 when it was tampered with.",
            exitCodeListHeading = "%nExit codes%n", exitCodeList = {" 0:the file is intact", " 1:a fault of Molt itself",
                " 2:usage: wrong arguments, or a file that is not there", " 3:the file was tampered with"},
            footer = {"  molt audit verify /var/log/molt.jsonl"})
    static final class Verify extends BaseCommand {
        @Parameters(paramLabel = "FILE", description = "The audit file.")
        private Path file;

        Verify() {
            super(new Terminal());
        }

        @Override
        ExitCode run(Printer printer) {
            return verify(printer, file);
        }
    }
}
