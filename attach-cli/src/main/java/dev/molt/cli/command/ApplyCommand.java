package dev.molt.cli.command;

import dev.molt.cli.CliFailure;
import dev.molt.cli.ExitCode;
import dev.molt.cli.output.Printer;
import dev.molt.cli.output.ProgressLine;
import dev.molt.cli.output.Terminal;
import dev.molt.cli.probe.Probe;
import dev.molt.cli.probe.Probe.Answer;
import dev.molt.cli.probe.Prober;
import dev.molt.protocol.Message;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.Verdict;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code molt apply}. */
@Command(name = "apply", description = {"Make the new version of classes live in a running JVM.", "",
    "All or nothing: what can't be applied is refused with its reasons before anything is touched, and any failure on the way, "
            + "a probe that "
        + "fails, a missing confirmation, or the end of this command (Ctrl-C) takes the update back."},
        footer = {"  molt apply 4711 target/classes", "  molt apply 4711 app-2.jar --from app-1.jar --reason 'fix rounding'",
            "  molt apply 4711 target/classes --only 'shop.*' --exclude 'shop.Main'",
            "  molt apply 4711 target/classes --probe http://localhost:8080/health --probe-timeout 20s",
            "  molt apply 4711 Cart.class --confirm-within 5m    then: molt confirm 4711"})
public final class ApplyCommand extends UpdateCommand {
    /** What the agent waits beyond the probe's own time, so that the last answer still reaches it. */
    private static final Duration ANSWERING = Duration.ofSeconds(5);

    @Option(names = "--probe", paramLabel = "CMD|URL", order = 10,
            description = "After the update, ask whether the application is well: a shell command that ends with 0 (it finds "
                    + "MOLT_PID in its environment), "
                + "or an HTTP URL that answers 2xx. Asked again until --probe-timeout; then the update is reverted.")
    private String probe;

    @Option(names = "--probe-timeout", paramLabel = "D", order = 11, defaultValue = "10s", converter = DurationConverter.class,
            description = "How long to go on asking the probe (default: ${DEFAULT-VALUE}).")
    private Duration probeTimeout;

    @Option(names = "--confirm-within", paramLabel = "D", order = 12, converter = DurationConverter.class,
            description = "Revert, even when this command is long gone, unless molt confirm comes in time.")
    private Duration confirmWithin;

    @Option(names = "--reason", paramLabel = "TEXT", order = 13, description = "Why, for history and audit.")
    private String reason;

    @Option(names = "--wait", paramLabel = "D", order = 14, defaultValue = "10s", converter = DurationConverter.class,
            description = "How long to wait for another update of the JVM to end (default: ${DEFAULT-VALUE}).")
    private Duration wait;

    @Option(names = "--wait-old", paramLabel = "D", order = 15, converter = DurationConverter.class,
            description = "After the update, wait until no thread executes old code any more; tells who is left. "
                + "Durations are 500ms, 30s, 2m, 1h.")
    private Duration waitOld;

    public ApplyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.allOf(ExitCode.class);
    }

    @Override
    boolean dryRun() {
        return false;
    }

    @Override
    UpdateOptions options() {
        probe();
        return new UpdateOptions(loader(), reason, probe != null, probeTimeout.plus(ANSWERING).toMillis(), millis(confirmWithin),
                wait.toMillis(), millis(waitOld));
    }

    @Override
    Message.ProbeResult probe(Message.WantProbe want, ProgressLine progress) {
        progress.show("probing " + probe, 0, 0);
        Answer answer = Prober.ask(probe(), probeTimeout);
        return new Message.ProbeResult(answer.healthy(), answer.detail());
    }

    @Override
    void print(Printer printer, Verdict verdict) {
        printer.result(verdict);
    }

    private Probe probe() {
        try {
            return probe == null ? null : Probe.of(probe, pid());
        } catch (URISyntaxException e) {
            throw CliFailure.usage("--probe " + probe + " is no URL: " + e.getReason(), null);
        }
    }

    private static long millis(Duration duration) {
        return duration == null ? 0 : duration.toMillis();
    }
}
