package dev.molt.cli.command;

import dev.molt.cli.ExitCode;
import dev.molt.cli.attach.Agents;
import dev.molt.cli.attach.TargetProcess;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.Message;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** A command about one JVM. */
abstract class JvmCommand extends BaseCommand {
    @Parameters(index = "0", paramLabel = "PID", converter = PidConverter.class,
            description = "Process id of the JVM, as molt ps tells it.")
    private long pid;

    JvmCommand(Terminal terminal) {
        super(terminal);
    }

    final long pid() {
        return pid;
    }

    final TargetProcess process() {
        return Agents.process(pid);
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.OK, ExitCode.FAULT, ExitCode.USAGE, ExitCode.UNREACHABLE);
    }

    /** A conversation about this JVM. */
    final Conversation conversation(Printer printer) {
        return new Conversation(terminal(), printer, refusal());
    }

    /** Sends one request to the agent that is in the JVM, and waits for its answer. */
    final <T extends Message> T ask(Printer printer, Message request, Class<T> answer) throws Exception {
        return conversation(printer).ask(process(), request, answer);
    }

    /** How the command ends when the agent can't serve its request and it is not the agent's fault. */
    ExitCode refusal() {
        return ExitCode.USAGE;
    }

    /** Process ids. */
    static final class PidConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is no process id; molt ps tells them");
            }
        }
    }
}
