package dev.molt.cli.compile;

import dev.molt.protocol.report.StageTime;
import java.util.ArrayList;
import java.util.List;

/** Measures the parts of a compilation, one after the other. */
final class Stages {
    private final List<StageTime> times = new ArrayList<>();
    private long since = System.nanoTime();

    /** What was done since the last call belongs to this stage. */
    void end(String stage) {
        long now = System.nanoTime();
        times.add(new StageTime(stage, (now - since) / 1000));
        since = now;
    }

    List<StageTime> times() {
        return List.copyOf(times);
    }
}
