package dev.molt.cli.command;

import dev.molt.cli.ExitCode;
import dev.molt.cli.attach.Jvm;
import dev.molt.cli.attach.LocalJvms;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.report.Report;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code molt ps}. */
@Command(name = "ps", description = "List the Java virtual machines of this machine, and which of them have the agent. Sockets "
        + "that ended JVMs left "
        + "behind are removed on the way.", footer = {"  molt ps", "  molt ps shop", "  molt ps --json"})
public final class PsCommand extends BaseCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Only those whose main class, jar or module is NAME or contains it.")
    private String name = "";

    public PsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    ExitCode run(Printer printer) throws IOException {
        printer.result(new Processes(LocalJvms.find(name)));
        return ExitCode.OK;
    }

    /** What the command tells. */
    private record Processes(List<Jvm> jvms) implements Report {
        @Override
        public String text() {
            if (jvms.isEmpty()) return "no Java virtual machine found\n";
            int user = width("USER".length(), jvms.stream().map(Jvm::user).toList());
            int java = width("JAVA".length(), jvms.stream().map(jvm -> known(jvm.java())).toList());
            StringBuilder out = new StringBuilder();
            String format = "%8s  %-" + user + "s  %-" + java + "s  %-8s  %-5s  %s%n";
            out.append(String.format(format, "PID", "USER", "JAVA", "AGENT", "LIVE", "MAIN"));
            for (Jvm jvm : jvms) {
                out.append(String.format(format, jvm.pid(), jvm.user(), known(jvm.java()),
                        jvm.agent() == null ? "-" : jvm.agent(), live(jvm), jvm.main()));
            }
            return out.toString();
        }

        private static String live(Jvm jvm) {
            if (jvm.liveUpdates() < 0) return "?";
            return jvm.agent() == null ? "-" : Integer.toString(jvm.liveUpdates());
        }

        private static int width(int least, List<String> column) {
            return column.stream().mapToInt(String::length).reduce(least, Math::max);
        }

        private static String known(String text) {
            return text == null ? "?" : text;
        }
    }
}
