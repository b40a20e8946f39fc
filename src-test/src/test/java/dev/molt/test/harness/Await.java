package dev.molt.test.harness;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for conditions, never for time alone. */
public final class Await {
    /** Long enough for a busy machine; a test that runs into it has failed. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private Await() {}

    /** Asks for a value until it satisfies a condition. */
    public static <T> T until(String what, Callable<T> value, Predicate<? super T> condition) {
        return until(what, LIMIT, value, condition, () -> "");
    }

    /** As {@link #until(String, Callable, Predicate)}; {@code more} is told when it never does. */
    public static <T> T until(String what, Duration limit, Callable<T> value, Predicate<? super T> condition,
            Supplier<String> more) {
        long deadline = System.nanoTime() + limit.toNanos();
        T last;
        do {
            try {
                last = value.call();
            } catch (Exception e) {
                throw new AssertionError("while waiting until " + what, e);
            }
            if (condition.test(last)) return last;
            LockSupport.parkNanos(2_000_000);
        } while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted());
        throw new AssertionError("not within " + limit.toSeconds() + " s: " + what + "; last seen: " + last + "\n" + more.get());
    }
}
