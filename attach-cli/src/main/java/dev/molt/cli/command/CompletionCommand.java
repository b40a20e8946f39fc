package dev.molt.cli.command;

import dev.molt.cli.ExitCode;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.report.Report;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code molt completion}. */
@Command(name = "completion", description = "Print a completion script for bash and zsh.",
        footer = {"  source <(molt completion)                                               in this shell",
            "  molt completion > ~/.local/share/bash-completion/completions/molt       bash, for good",
            "  echo 'source <(molt completion)' >> ~/.zshrc                            zsh, for good"})
public final class CompletionCommand extends BaseCommand {
    @Spec
    private CommandSpec spec;

    public CompletionCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    ExitCode run(Printer printer) {
        printer.result(new Script(AutoComplete.bash("molt", spec.root().commandLine())));
        return ExitCode.OK;
    }

    /** What the command tells. */
    private record Script(String script) implements Report {
        @Override
        public String text() {
            return script;
        }
    }
}
