package dev.molt.engine.jfr;

import dev.molt.protocol.report.ClassReport;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jfr.Event;

/** Keeps the events of an operation until its verdict is known, since all of them name the update. */
final class RecordedFlight implements Flight {
    private final UpdateEvent operation = new UpdateEvent();
    private final List<StageEvent> stages = new ArrayList<>();
    private StageEvent current;
    private Verdict verdict;

    RecordedFlight(String name, String user, String reason) {
        operation.operation = name;
        operation.user = user;
        operation.reason = reason;
        operation.outcome = "abandoned";
        operation.begin();
        meetEvents();
        current = begun();
    }

    /** Lets the recorder see each event class. */
    static void meetEvents() {
        for (Event event : List.of(new UpdateEvent(), new StageEvent(), new ClassEvent(), new FindingEvent())) event.isEnabled();
    }

    private static StageEvent begun() {
        StageEvent stage = new StageEvent();
        stage.begin();
        return stage;
    }

    @Override
    public void stage(String name) {
        current.end();
        current.stage = name;
        stages.add(current);
        current = begun();
    }

    @Override
    public Verdict ended(Verdict with) {
        verdict = with;
        return with;
    }

    @Override
    public void close() {
        operation.end();
        try {
            if (verdict != null) tell(verdict);
            for (StageEvent stage : stages) {
                stage.updateId = operation.updateId;
                stage.commit();
            }
            operation.commit();
        } catch (RuntimeException | LinkageError e) {
            System.err.println("molt: Java Flight Recorder does not take the events of an update: " + e);
        }
    }

    private void tell(Verdict verdict) {
        operation.updateId = verdict.updateId();
        operation.outcome = word(verdict.outcome());
        operation.summary = verdict.summary();
        for (Finding finding : verdict.findings()) new FindingEvent(verdict.updateId(), finding).commit();
        if (verdict.plan() == null) return;
        operation.source = verdict.plan().source();
        operation.classes = verdict.plan().classes().size();
        for (ClassReport changed : verdict.plan().classes()) new ClassEvent(verdict, changed).commit();
    }

    /** A constant's name as people read it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
