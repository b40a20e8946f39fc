package dev.molt.cli;

import dev.molt.cli.command.AgentCommand;
import dev.molt.cli.command.ApplyCommand;
import dev.molt.cli.command.AttachCommand;
import dev.molt.cli.command.AuditCommand;
import dev.molt.cli.command.BaseCommand;
import dev.molt.cli.command.CompletionCommand;
import dev.molt.cli.command.ConfirmCommand;
import dev.molt.cli.command.DemoCommand;
import dev.molt.cli.command.DepsCommand;
import dev.molt.cli.command.HistoryCommand;
import dev.molt.cli.command.MoltCommand;
import dev.molt.cli.command.PlanCommand;
import dev.molt.cli.command.PsCommand;
import dev.molt.cli.command.RevertCommand;
import dev.molt.cli.command.ShowCommand;
import dev.molt.cli.command.StatusCommand;
import dev.molt.cli.command.TrainCommand;
import dev.molt.cli.command.WatchCommand;
import dev.molt.cli.output.Terminal;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Every command, in the order of the help text. */
final class Commands {
    /** Those that load the agent into the JVM of their first argument. */
    static final Set<String> LOAD_AGENT = Set.of("attach", "plan", "apply", "watch");

    private static final Map<String, Function<Terminal, BaseCommand>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("ps", PsCommand::new);
        ALL.put("attach", AttachCommand::new);
        ALL.put("status", StatusCommand::new);
        ALL.put("plan", PlanCommand::new);
        ALL.put("apply", ApplyCommand::new);
        ALL.put("watch", WatchCommand::new);
        ALL.put("confirm", ConfirmCommand::new);
        ALL.put("revert", RevertCommand::new);
        ALL.put("history", HistoryCommand::new);
        ALL.put("show", ShowCommand::new);
        ALL.put("deps", DepsCommand::new);
        ALL.put("audit", AuditCommand::new);
        ALL.put("agent", AgentCommand::new);
        ALL.put("demo", DemoCommand::new);
        ALL.put("completion", CompletionCommand::new);
        ALL.put(TrainCommand.NAME, TrainCommand::new);
    }

    private Commands() {}

    /** The command line that can execute these arguments: with the command that they name alone, as building all takes longer. */
    static CommandLine commandLine(String[] arguments, Terminal terminal) {
        String first = arguments.length > 0 ? arguments[0] : "";
        if (first.equals("--version")) return commandLine(Map.of(), terminal);
        boolean one = ALL.containsKey(first) && !first.equals("completion");
        return commandLine(one ? Map.of(first, ALL.get(first)) : ALL, terminal);
    }

    private static CommandLine commandLine(Map<String, Function<Terminal, BaseCommand>> commands, Terminal terminal) {
        CommandLine molt = new CommandLine(new MoltCommand());
        commands.forEach((name, command) -> molt.addSubcommand(name, command.apply(terminal)));
        molt.setColorScheme(Help.defaultColorScheme(terminal.outAnsi()));
        molt.setOut(new PrintWriter(terminal.out(), true));
        molt.setErr(new PrintWriter(terminal.err(), true));
        molt.setUsageHelpLongOptionsMaxWidth(30);
        molt.setUsageHelpWidth(110);
        molt.getSubcommands().values().forEach(command -> tellExitCodes(command.getCommandSpec()));
        return molt;
    }

    private static void tellExitCodes(CommandSpec command) {
        Map<String, String> codes = ((BaseCommand) command.userObject()).exitCodes().stream()
                .collect(Collectors.toMap(code -> " " + code.code(), ExitCode::meaning, (a, b) -> a, LinkedHashMap::new));
        UsageMessageSpec usage = command.usageMessage();
        // A command may tell its own.
        if (usage.exitCodeList().isEmpty()) usage.exitCodeListHeading("%nExit codes%n").exitCodeList(codes);
        command.subcommands().values().forEach(nested -> tellExitCodes(nested.getCommandSpec()));
    }
}
