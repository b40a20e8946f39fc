package dev.molt.cli.command;

import dev.molt.cli.CliFailure;
import dev.molt.cli.ExitCode;
import dev.molt.cli.attach.Agents;
import dev.molt.cli.attach.JvmNames;
import dev.molt.cli.attach.TargetProcess;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.Message;
import dev.molt.protocol.audit.AuditReport;
import dev.molt.protocol.audit.AuditVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code molt audit}. */
@Command(name = "audit", subcommands = AuditCommand.Verify.class,
        customSynopsis = {"molt audit [--json] PID|NAME", "       molt audit verify [--json] FILE"},
        description = {"Tell where a JVM's audit file is, and whether it is intact.", "",
            "Every line holds the hash of the line before: any edit, removal, insertion or move is found and told with its "
            + "line. Ends with 3 when "
                + "the file was tampered with. An update that was started and has no end is told too."},
        footer = {"  molt audit 4711", "  molt audit verify /var/log/molt.jsonl"})
public final class AuditCommand extends BaseCommand {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "PID|NAME", description = "The JVM, as molt ps tells it.")
    private String jvm;

    public AuditCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.OK, ExitCode.FAULT, ExitCode.USAGE, ExitCode.REFUSED, ExitCode.UNREACHABLE);
    }

    @Override
    ExitCode run(Printer printer) throws Exception {
        if (jvm == null) throw new ParameterException(spec.commandLine(), "a PID or NAME is missing, or: verify FILE");
        TargetProcess process = Agents.process(JvmNames.pid(jvm));
        Conversation conversation = new Conversation(terminal(), printer, ExitCode.USAGE);
        String file = conversation.ask(process, new Message.StatusRequest(), Message.Status.class).report().auditFile();
        return verify(printer, process.resolve(Path.of(file)), false);
    }

    /** @param named whether a person named the file, who may have meant another one */
    private static ExitCode verify(Printer printer, Path file, boolean named) {
        if (!Files.isRegularFile(file)) throw CliFailure.usage(file + " does not exist", null);
        try {
            AuditReport report = AuditVerifier.verify(file);
            if (named && report.records() == 0 && !report.intact()) {
                throw CliFailure.usage(file + " is no audit file: it holds no audit record", "molt audit PID tells where a JVM's audit file is");
            }
            printer.result(report);
            return report.intact() ? ExitCode.OK : ExitCode.REFUSED;
        } catch (IOException e) {
            throw CliFailure.usage("can't read " + file + ": " + e.getMessage(), null);
        }
    }

    /** {@code molt audit verify}. */
    @Command(name = "verify", description = "Verify an audit file; no JVM is needed. Ends with 3 when it was tampered with.",
            footer = {"  molt audit verify /var/log/molt.jsonl"})
    static final class Verify extends BaseCommand {
        @Parameters(paramLabel = "FILE", description = "The audit file.")
        private Path file;

        Verify() {
            super(new Terminal());
        }

        @Override
        public Set<ExitCode> exitCodes() {
            return EnumSet.of(ExitCode.OK, ExitCode.FAULT, ExitCode.USAGE, ExitCode.REFUSED);
        }

        @Override
        ExitCode run(Printer printer) {
            return verify(printer, file, true);
        }
    }
}
