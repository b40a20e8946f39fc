package dev.molt.cli.command;

import dev.molt.cli.CliFailure;
import dev.molt.cli.ExitCode;
import dev.molt.cli.demo.Demo;
import dev.molt.cli.demo.DemoFiles;
import dev.molt.cli.demo.DemoReport;
import dev.molt.cli.demo.Screen;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code molt demo}. */
@Command(name = "demo", description = {"Update a running shop under load, and check every claim made about it.", "",
    "Starts a small HTTP shop in a JVM of its own, fills carts, sends requests without a pause, and then attaches by PID like "
        + "anybody would: applies a fix, is refused a version that breaks its callers, and has a version reverted that its health check "
        + "does not like. Takes half a minute and leaves nothing behind.",
    "Ends with 0 only if every claim held, else with 1."},
        footer = {"  molt demo", "  molt demo --jdk /path/to/another/jdk"})
public final class DemoCommand extends BaseCommand {
    @Option(names = "--jdk", paramLabel = "HOME", description = "Java home to run the shop; by default the one that runs molt.")
    private Path jdk = Path.of(System.getProperty("java.home"));

    public DemoCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    ExitCode run(Printer printer) throws Exception {
        if (!Files.isExecutable(jdk.resolve("bin").resolve("java"))) {
            throw CliFailure.usage(jdk + " is no Java home: it has no bin/java", "give the directory of a JDK or JRE to --jdk");
        }
        Screen screen = printer.json() ? Screen.none() : Screen.on(terminal().out(), terminal().outAnsi());
        DemoReport report = new Demo(files(), jdk, screen).run();
        printer.result(report);
        return report.holds() ? ExitCode.OK : ExitCode.FAULT;
    }

    private static DemoFiles files() {
        try {
            return DemoFiles.installed();
        } catch (IOException e) {
            throw new CliFailure(ExitCode.USAGE, e.getMessage(), "build molt again, or copy the whole folder that molt.jar lies in", e);
        }
    }
}
