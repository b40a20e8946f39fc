package dev.molt.cli.attach;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls that may never return, such as those to a JVM that is stuck. */
final class TimeLimit {
    private TimeLimit() {}

    /**
     * The result of a call that ends in time. A call that does not is left behind on a daemon thread.
     *
     * @throws TimeoutException when the time is over
     * @throws ExecutionException with what the call threw
     */
    static <T> T call(Duration limit, Callable<T> work) throws TimeoutException, ExecutionException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "molt-call");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
    }
}
