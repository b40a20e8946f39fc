package dev.molt.bench;

import dev.molt.protocol.Message;
import dev.molt.protocol.Message.Failure;
import dev.molt.protocol.Message.Progress;
import dev.molt.protocol.Message.Result;
import dev.molt.protocol.Message.UpdateRequest;
import dev.molt.protocol.Message.WantClasses;
import dev.molt.protocol.Message.Wanted;
import dev.molt.protocol.Offer;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.Wire;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.StageTime;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Client;
import dev.molt.test.harness.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One update over the agent's socket, and the time from the connection to the verdict. */
final class Apply {
    /** The agent tells each step of the stage {@code apply} before it does it. */
    private static final String STEPS_OF = "apply";
    private static final List<String> STEPS = List.of("audit", "define", "on_load", "redefine", "check", "remove", "probe", "record", "commit");

    private final Client client;
    private final Map<String, byte[]> classes;
    private final UpdateRequest request;

    /** What an update took, in nanoseconds; the stages as the agent tells them, and the steps of the last one as they arrive here. */
    record Timing(long nanos, Map<String, Long> stages) {}

    private Apply(Client client, Map<String, byte[]> classes) {
        this.client = client;
        this.classes = classes;
        List<Offer.OfferedClass> offered = new ArrayList<>();
        classes.forEach((name, bytes) -> offered.add(new Offer.OfferedClass(name, Hash.of(bytes), null, bytes.length)));
        request = new UpdateRequest(false, UpdateOptions.defaults(), new Offer("benchmark", null, offered, List.of()));
    }

    /** Applies class files. */
    static Timing of(Client client, Map<String, byte[]> classes) {
        try {
            return new Apply(client, classes).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Timing run() throws IOException {
        long start = System.nanoTime();
        Map<String, Long> steps = new LinkedHashMap<>();
        Verdict verdict;
        long end;
        try (Wire wire = client.open()) {
            wire.send(request);
            verdict = converse(wire, steps);
            end = System.nanoTime();
        }
        if (verdict.outcome() != Outcome.APPLIED || verdict.plan().classes().size() != classes.size()) throw new IllegalStateException(verdict.text());
        return new Timing(end - start, stages(verdict, steps, end - start));
    }

    private Verdict converse(Wire wire, Map<String, Long> steps) throws IOException {
        String step = null;
        long since = 0;
        while (true) {
            Message message = wire.receive();
            long now = System.nanoTime();
            if (message instanceof WantClasses want) {
                for (Wanted wanted : want.wanted()) wire.sendRaw(classes.get(wanted.name()));
            } else if (message instanceof Progress progress && STEPS.contains(progress.stage())) {
                if (step != null) steps.merge(step, now - since, Long::sum);
                step = progress.stage();
                since = now;
            } else if (message instanceof Result result) {
                if (step != null) steps.merge(step, now - since, Long::sum);
                return result.verdict();
            } else if (message instanceof Failure failure) {
                throw new IllegalStateException(failure.problem());
            }
        }
    }

    private static Map<String, Long> stages(Verdict verdict, Map<String, Long> steps, long total) {
        Map<String, Long> stages = new LinkedHashMap<>();
        long rest = total;
        for (StageTime stage : verdict.stages()) {
            rest -= stage.micros() * 1000;
            stages.put(stage.stage(), stage.micros() * 1000);
        }
        steps.forEach((step, nanos) -> stages.put(STEPS_OF + ": " + step, nanos));
        stages.put("socket", rest);
        return stages;
    }
}
