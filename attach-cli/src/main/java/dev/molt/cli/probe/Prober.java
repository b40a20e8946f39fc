package dev.molt.cli.probe;

import dev.molt.cli.probe.Probe.Answer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks a probe again and again until it is healthy or its time is over. */
public final class Prober {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Prober() {}

    /** The healthy answer, or the last one when the time is over. Its detail tells how often was asked. */
    public static Answer ask(Probe probe, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        Answer answer = null;
        int tries = 0;
        do {
            if (tries > 0) pause(end);
            Duration limit = Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), end - System.nanoTime()));
            Answer next = probe.ask(limit);
            // What was cut short at the very end says less than the answer before.
            if (answer == null || next.healthy() || limit.compareTo(PAUSE) >= 0) answer = next;
            tries++;
        } while (!answer.healthy() && end - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted());
        String often = tries == 1 ? "" : " (try " + tries + (answer.healthy() ? ")" : ", in " + timeout.toMillis() + " ms)");
        return new Answer(answer.healthy(), answer.detail() + often);
    }

    private static void pause(long end) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.min(PAUSE.toNanos(), Math.max(0, end - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
