package dev.molt.cli.command;

import dev.molt.cli.ExitCode;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What all commands have. */
@Command(sortOptions = false, descriptionHeading = "%n", parameterListHeading = "%nParameters%n",
        optionListHeading = "%nOptions%n", commandListHeading = "%nCommands%n", footerHeading = "%nExamples%n")
public abstract class BaseCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--json", order = 100, description = "Print exactly one JSON document on standard output.")
    private boolean json;

    @Option(names = "--debug", order = 101, description = "Show the stack trace of a failure. MOLT_DEBUG=1 does the same.")
    private boolean debug;

    @Option(names = {"-h", "--help"}, usageHelp = true, order = 102, description = "Show this help.")
    private boolean help;

    BaseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public final Integer call() throws Exception {
        return run(new Printer(terminal, json)).code();
    }

    /** Does it. */
    abstract ExitCode run(Printer printer) throws Exception;

    /** How it can end, for its help text. */
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.OK, ExitCode.FAULT, ExitCode.USAGE);
    }

    final Terminal terminal() {
        return terminal;
    }
}
