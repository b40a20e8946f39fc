package dev.molt.cli.command;

import dev.molt.cli.ExitCode;
import dev.molt.cli.attach.Agents;
import dev.molt.cli.attach.JvmNames;
import dev.molt.cli.attach.TargetProcess;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.Message;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Parameters;

/** A command about one JVM. */
abstract class JvmCommand extends BaseCommand {
    @Parameters(index = "0", paramLabel = "PID|NAME",
            description = "The JVM, as molt ps tells it: its process id, or its main class, jar or module, or a part of that which no other has.")
    private String jvm;

    private long pid;

    JvmCommand(Terminal terminal) {
        super(terminal);
    }

    final long pid() {
        if (pid == 0) pid = JvmNames.pid(jvm);
        return pid;
    }

    final TargetProcess process() {
        return Agents.process(pid());
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
}
