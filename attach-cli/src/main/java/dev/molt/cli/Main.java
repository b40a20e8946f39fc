package dev.molt.cli;

import dev.molt.cli.attach.EarlyAttach;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.source.UnusableSource;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code molt} program. */
public final class Main {
    private final Terminal terminal = new Terminal();

    private Main() {}

    public static void main(String[] arguments) {
        int exitCode = new Main().run(arguments);
        // Only daemon threads are left, and since Java 21 a plain end is faster: System.exit starts up logging.
        if (exitCode != 0) System.exit(exitCode);
    }

    private int run(String[] arguments) {
        if (arguments.length > 1 && Commands.LOAD_AGENT.contains(arguments[0])) EarlyAttach.begin(arguments[1]);
        CommandLine molt = Commands.commandLine(arguments, terminal);
        molt.setParameterExceptionHandler(this::wrongArguments);
        molt.setExecutionExceptionHandler(this::failed);
        try {
            return molt.execute(arguments);
        } catch (Throwable t) {
            // picocli hands us exceptions only, and a person is to see one line for an error as well.
            return failed(t, Arrays.asList(arguments).contains("--json"), Arrays.asList(arguments).contains("--debug"));
        }
    }

    private int wrongArguments(ParameterException e, String[] arguments) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        StringBuilder remedy = new StringBuilder();
        if (e instanceof UnmatchedArgumentException unmatched) {
            for (String suggestion : unmatched.getSuggestions()) remedy.append("did you mean ").append(suggestion).append("?\n");
        }
        remedy.append(command).append(" --help tells more");
        CliFailure failure = CliFailure.usage(e.getMessage(), remedy.toString());
        new Printer(terminal, Arrays.asList(arguments).contains("--json")).failure(failure);
        return failure.exitCode().code();
    }

    private int failed(Exception e, CommandLine command, ParseResult parsed) {
        ParseResult options = command.getParseResult();
        return failed(e, options.hasMatchedOption("--json"), options.hasMatchedOption("--debug"));
    }

    private int failed(Throwable e, boolean json, boolean debugOption) {
        boolean debug = debugOption || System.getenv("MOLT_DEBUG") != null;
        CliFailure failure = e instanceof CliFailure told ? told : e instanceof UnusableSource source ? CliFailure.usage(source.getMessage(), source.remedy())
                : new CliFailure(ExitCode.FAULT, "this should not have happened: " + e,
                debug ? null : "run it again with --debug and report what it prints", e);
        new Printer(terminal, json).failure(failure);
        if (debug) e.printStackTrace(terminal.err());
        return failure.exitCode().code();
    }
}
