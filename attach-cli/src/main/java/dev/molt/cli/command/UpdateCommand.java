package dev.molt.cli.command;

import dev.molt.cli.CliFailure;
import dev.molt.cli.ExitCode;
import dev.molt.cli.attach.AgentConnection;
import dev.molt.cli.attach.Agents;
import dev.molt.cli.attach.PendingConnection;
import dev.molt.cli.attach.TargetProcess;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.ProgressLine;
import dev.molt.cli.output.Terminal;
import dev.molt.protocol.source.BadClassFiles;
import dev.molt.protocol.source.ClassGlobs;
import dev.molt.protocol.source.Supply;
import dev.molt.protocol.Message;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.ClassPathReport;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code plan} and {@code apply} have in common: all but whether anything is touched. */
abstract class UpdateCommand extends JvmCommand {
    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NEW",
            description = "The new version: a class folder, a jar, or single class files. What has changed is found by "
                    + "comparing with what is loaded, "
                + "so it may be the whole program.")
    private List<Path> to = new ArrayList<>();

    @Option(names = "--from", paramLabel = "OLD", order = 1,
            description = "Folder or jar that the JVM runs. Tells which classes NEW has removed, and is the source of original "
                    + "bytes.")
    private Path from;

    @Option(names = "--loader", paramLabel = "ID", order = 2,
            description = "Update in this class loader only; molt plan tells the ids. Default: in each that holds the class.")
    private String loader;

    @Option(names = "--only", paramLabel = "GLOB", order = 3,
            description = "Only classes whose name matches: * is any text without a dot, ** any text, ? one character. A class "
                    + "stands for its "
                + "nested classes too. May be repeated.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--exclude", paramLabel = "GLOB", order = 4, description = "No classes whose name matches. May be repeated.")
    private List<String> exclude = new ArrayList<>();

    @Mixin
    private SourceOptions source = new SourceOptions();

    UpdateCommand(Terminal terminal) {
        super(terminal);
    }

    /** Whether nothing is to be touched. */
    abstract boolean dryRun();

    abstract UpdateOptions options();

    abstract Message.ProbeResult probe(Message.WantProbe want, ProgressLine progress);

    abstract void print(Printer printer, Verdict verdict);

    final String loader() {
        return loader;
    }

    @Override
    final ExitCode run(Printer printer) throws Exception {
        if (to.isEmpty() && !source.given()) throw CliFailure.usage("there is nothing to update to", "give NEW, or --source");
        if (!to.isEmpty() && source.given()) throw CliFailure.usage("NEW and --source are given", "give one of them");
        List<Path> paths = new ArrayList<>(to);
        paths.addAll(source.sources());
        if (from != null) paths.add(from);
        Supply.requireReadable(paths);
        UpdateOptions options = options();
        TargetProcess process = process();
        Verdict verdict = source.given() ? compiled(printer, process, options) : verdict(printer, process, options, Set.of());
        print(printer, verdict);
        return ExitCode.of(verdict.outcome());
    }

    private Verdict compiled(Printer printer, TargetProcess process, UpdateOptions options) throws Exception {
        Compiling compiling = compile(printer, process);
        if (!compiling.ok()) return compiling.refusal();
        to = List.of(compiling.classes());
        Verdict verdict = compiling.explain(verdict(printer, process, options, compiling.removed()));
        boolean live = verdict.outcome() == Outcome.APPLIED || verdict.outcome() == Outcome.UNCONFIRMED || verdict.outcome() == Outcome.NOTHING_TO_DO;
        if (live && source.into() != null && !dryRun()) compiling.copyInto(source.into());
        return verdict;
    }

    private Compiling compile(Printer printer, TargetProcess process) throws Exception {
        ClassPathReport running;
        try (AgentConnection connection = Agents.connectForUpdate(process)) {
            running = conversation(printer).ask(connection, new Message.ClassPathRequest(), Message.ClassPath.class, new Conversation.Partner() {}).report();
        }
        try (ProgressLine progress = terminal().progress()) {
            progress.show("compiling", 0, 0);
            return Compiling.of(source.program(), running);
        }
    }

    private Verdict verdict(Printer printer, TargetProcess process, UpdateOptions options, Set<String> removed) throws Exception {
        // Both at once: the JVM loads the agent while we read.
        PendingConnection pending = PendingConnection.to(process);
        try (Supply supply = read(process)) {
            try (AgentConnection connection = pending.get()) {
                Message request = new Message.UpdateRequest(dryRun(), options, supply.offer(removed, source.given()));
                return conversation(printer).ask(connection, request, Message.Result.class, new Side(supply)).verdict();
            }
        } catch (BadClassFiles e) {
            return e.verdict();
        }
    }

    private Supply read(TargetProcess process) throws BadClassFiles, IOException {
        try (ProgressLine progress = terminal().progress()) {
            progress.show("reading class files", 0, 0);
            return Supply.read(to, from, Agents.feature(process), new ClassGlobs(only, exclude));
        }
    }

    @Override
    final ExitCode refusal() {
        return ExitCode.REFUSED;
    }

    /** Our side of the conversation. */
    private final class Side extends SupplyPartner {
        Side(Supply supply) {
            super(supply);
        }

        @Override
        public Message.ProbeResult probe(Message.WantProbe want, ProgressLine progress) {
            return UpdateCommand.this.probe(want, progress);
        }
    }
}
