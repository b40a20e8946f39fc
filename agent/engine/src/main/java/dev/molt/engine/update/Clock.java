package dev.molt.engine.update;

import dev.molt.engine.jfr.Flight;
import dev.molt.protocol.report.StageTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long the stages of an update take; a flight recording is told, too. */
final class Clock {
    private final Flight flight;
    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private final long start = System.nanoTime();
    private long lap = start;

    Clock(Flight flight) {
        this.flight = flight;
    }

    /** The time since the last call belongs to this stage. */
    void lap(String stage) {
        long now = System.nanoTime();
        nanos.merge(stage, now - lap, Long::sum);
        lap = now;
        flight.stage(stage);
    }

    List<StageTime> stages() {
        return nanos.entrySet().stream().map(e -> new StageTime(e.getKey(), e.getValue() / 1000)).toList();
    }

    long micros() {
        return (System.nanoTime() - start) / 1000;
    }
}
