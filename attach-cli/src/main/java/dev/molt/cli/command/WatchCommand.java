package dev.molt.cli.command;

import dev.molt.cli.CliFailure;
import dev.molt.cli.ExitCode;
import dev.molt.cli.attach.AgentConnection;
import dev.molt.cli.attach.Agents;
import dev.molt.cli.attach.TargetProcess;
import dev.molt.cli.compile.Program;
import dev.molt.cli.compile.TargetClassPath;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.ProgressLine;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.Message;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.ClassPathReport;
import dev.molt.protocol.report.Report;
import dev.molt.protocol.report.Verdict;
import dev.molt.protocol.source.ClassGlobs;
import dev.molt.protocol.source.Supply;
import dev.molt.protocol.watch.Patience;
import dev.molt.protocol.watch.Root;
import dev.molt.protocol.watch.Save;
import dev.molt.protocol.watch.SaveLog;
import dev.molt.protocol.watch.Saves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code molt watch}. */
@Command(name = "watch", description = {"Make what is saved live, at once and again and again, until Ctrl-C or the end of the JVM.", "",
    "What differs at the beginning is the first update. A burst of writes is one update, which waits until the files are whole. An update that "
        + "is refused is told, and what it was about is tried again with the next save."},
        footer = {"  molt watch shop.Main                          the class folders of its class path",
            "  molt watch 4711 target/classes lib/prices.jar", "  molt watch shop.Main --source src/main/java src/main/resources",
            "  molt watch shop.Main target/classes --once    ends with the verdict on the first save, for scripts"})
public final class WatchCommand extends JvmCommand {
    private static final Duration WAIT = Duration.ofSeconds(10);

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "DIR",
            description = "Class folders, resource folders, and jars that are replaced; they need not be there yet. Default, without --source: the class "
                    + "folders on the class path of the JVM.")
    private List<Path> paths = new ArrayList<>();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(names = "--only", paramLabel = "GLOB", order = 7, description = "Only classes whose name matches, as for apply. May be repeated.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--exclude", paramLabel = "GLOB", order = 8, description = "No classes whose name matches. May be repeated.")
    private List<String> exclude = new ArrayList<>();

    @Option(names = "--loader", paramLabel = "ID", order = 9, description = "Update in this class loader only.")
    private String loader;

    @Option(names = "--quiet", paramLabel = "D", order = 10, defaultValue = "40ms", converter = DurationConverter.class,
            description = "How long nothing must be written before a save counts as complete (default: ${DEFAULT-VALUE}).")
    private Duration quiet;

    @Option(names = "--once", order = 11, description = "End after the first save, as molt apply would.")
    private boolean once;

    @Option(names = "--reason", paramLabel = "TEXT", order = 12, description = "Why, for history and audit.")
    private String reason;

    public WatchCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.allOf(ExitCode.class);
    }

    @Override
    ExitCode refusal() {
        return ExitCode.REFUSED;
    }

    @Override
    ExitCode run(Printer printer) throws Exception {
        Supply.requireReadable(source.sources());
        TargetProcess process = process();
        Thread watching = Thread.currentThread();
        ProcessHandle.of(process.pid()).ifPresent(jvm -> jvm.onExit().thenRun(watching::interrupt));
        ClassPathReport running = source.given() || paths.isEmpty() ? running(printer, process) : null;
        List<Root> roots = roots(process, running);
        ClassGlobs globs = new ClassGlobs(only, exclude);
        try (SavedSources sources = source.given() ? SavedSources.of(source.program(), running, source.into()) : null;
             Saves saves = new Saves(roots, sources, globs, Agents.feature(process), new Patience(quiet), WatchCommand::daemon)) {
            return loop(printer, process, roots, sources, saves);
        } catch (InterruptedException e) {
            throw CliFailure.unreachable("JVM " + process.pid() + " has ended", "start it, and molt watch again");
        }
    }

    private ExitCode loop(Printer printer, TargetProcess process, List<Root> roots, SavedSources sources, Saves saves) throws Exception {
        SaveLog log = new SaveLog("molt show " + process.pid());
        try (Save first = first(saves)) {
            if (first != null) update(printer, process, sources, saves, new Save(first.supply(), first.refusal(), 0, first.next()), log);
        }
        printer.progress(watching(process, roots, saves));
        while (true) {
            try (Save save = saves.next()) {
                Verdict verdict = update(printer, process, sources, saves, save, log);
                if (once) return ExitCode.of(verdict.outcome());
            }
        }
    }

    private Save first(Saves saves) throws IOException, InterruptedException {
        try (ProgressLine progress = terminal().progress()) {
            progress.show("reading files", 0, 0);
            return saves.now();
        }
    }

    private static String watching(TargetProcess process, List<Root> roots, Saves saves) {
        String places = roots.stream().map(root -> root.path().toString()).collect(Collectors.joining(", "));
        String slow = saves.deaf() == null ? "" : "\n    looking at the files now and then: the system does not tell of saves (" + saves.deaf() + ")";
        return "watching " + places + " for JVM " + process.pid() + slow;
    }

    private Verdict update(Printer printer, TargetProcess process, SavedSources sources, Saves saves, Save save, SaveLog log) throws Exception {
        Verdict verdict = save.refusal() != null ? save.refusal() : live(printer, process, save.supply());
        if (sources != null) verdict = sources.explain(verdict);
        long nanos = save.noticed() == 0 ? 0 : System.nanoTime() - save.noticed();
        if (SaveLog.isLive(verdict)) {
            saves.live(save);
            if (sources != null) sources.keep();
        }
        printer.line(new SavedUpdate(LocalTime.now().toString(), nanos / 1_000_000, verdict), log.tell(verdict, nanos, LocalTime.now()));
        return verdict;
    }

    private Verdict live(Printer printer, TargetProcess process, Supply supply) throws Exception {
        UpdateOptions options = new UpdateOptions(loader, reason, false, 0, 0, WAIT.toMillis(), 0);
        try (AgentConnection connection = Agents.connectForUpdate(process)) {
            Message request = new Message.UpdateRequest(false, options, supply.offer(Set.of(), source.given()));
            return conversation(printer).ask(connection, request, Message.Result.class, new SupplyPartner(supply)).verdict();
        } catch (CliFailure e) {
            if (e.exitCode() != ExitCode.REFUSED) throw e;
            return Verdict.refused(e.getMessage(), e.remedy());
        }
    }

    private ClassPathReport running(Printer printer, TargetProcess process) throws Exception {
        try (AgentConnection connection = Agents.connectForUpdate(process)) {
            return conversation(printer).ask(connection, new Message.ClassPathRequest(), Message.ClassPath.class, new Conversation.Partner() {}).report();
        }
    }

    private List<Root> roots(TargetProcess process, ClassPathReport running) throws IOException {
        Set<Root> roots = new LinkedHashSet<>();
        for (Path path : source.sources()) {
            if (!Files.isDirectory(path)) throw CliFailure.usage("--source " + path + " is no folder", "give the folder that holds the top packages");
            roots.add(new Root(path, Root.Kind.SOURCES));
        }
        for (Path path : paths) roots.add(new Root(path, kind(path)));
        if (!roots.isEmpty()) return List.copyOf(roots);
        for (Path path : new TargetClassPath(Program.cache().resolve("jars")).of(running)) {
            if (Files.isDirectory(path)) roots.add(new Root(path, Root.Kind.CLASSES));
        }
        if (!roots.isEmpty() && !process.inContainer()) return List.copyOf(roots);
        throw CliFailure.usage("there is nothing to watch: no class folder is on the class path of JVM " + process.pid() + " that can be seen here",
                "name class folders, jars, or --source");
    }

    private static Root.Kind kind(Path path) {
        boolean file = Files.exists(path) ? !Files.isDirectory(path) : path.toString().matches(".*\\.(jar|war|class)");
        return file ? Root.Kind.FILE : Root.Kind.CLASSES;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "molt-watch");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * An update of saved files.
     *
     * @param time of the day when it ended
     * @param millis from the last write to its end
     */
    private record SavedUpdate(String time, long millis, Verdict verdict) implements Report {
        @Override
        public String text() {
            return verdict.text();
        }
    }
}
