package dev.molt.cli.command;

import dev.molt.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What stands before a command. */
@Command(name = "molt", versionProvider = Version.class, synopsisSubcommandLabel = "COMMAND",
        description = {"Replaces the code of a running, unmodified JVM, or tells why not, and takes it back.%n"},
        commandListHeading = "%nCommands%n",
        footer = {"", "A first update",
            "  molt ps                                          find the JVM",
            "  molt plan 4711 target/classes                    see what would happen",
            "  molt apply 4711 target/classes --from app.jar    do it",
            "  molt revert 4711                                 take it back", "",
            "molt COMMAND --help tells more about a command."})
public final class MoltCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version.")
    private boolean version;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
