package dev.molt.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Spreads independent work over a few processors. Little work is done by the caller alone; no thread outlives its call. */
public final class Workers {
    /** The application needs the others. */
    private static final int MOST = 4;
    /** What is worth starting a thread for. */
    private static final int ITEMS_A_THREAD = 16;

    private Workers() {}

    /** Is told, on the caller's thread, how far the work is. */
    public interface Watch {
        /** @throws IOException when the work is to be abandoned */
        void done(int items) throws IOException;
    }

    /** The results of {@code work} in the order of the items. What {@code work} throws is thrown here, once all threads have stopped. */
    public static <A, B> List<B> map(List<A> items, Function<A, B> work) {
        try {
            return map(items, work, done -> { });
        } catch (IOException e) {
            throw new IllegalStateException("nobody watches", e);
        }
    }

    /**
     * As {@link #map(List, Function)}, and tells how far it is.
     *
     * @throws IOException what {@code watch} threw, once all threads have stopped
     */
    public static <A, B> List<B> map(List<A> items, Function<A, B> work, Watch watch) throws IOException {
        Round<A, B> round = new Round<>(items, work);
        List<Thread> helpers = new ArrayList<>();
        int threads = DebuggerThread.isCurrent() ? 1 : Math.min(Math.min(MOST, Runtime.getRuntime().availableProcessors()), items.size() / ITEMS_A_THREAD);
        for (int i = 1; i < threads; i++) helpers.add(EngineThreads.daemon("molt-worker-" + i, round::help));
        helpers.forEach(Thread::start);
        try {
            round.work(watch);
        } finally {
            round.stop();
            join(helpers);
        }
        return round.results();
    }

    private static void join(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    /** One list of items, that several threads take from. */
    private static final class Round<A, B> {
        private final List<A> items;
        private final Function<A, B> work;
        private final B[] results;
        private final AtomicInteger next = new AtomicInteger();
        private volatile Throwable failure;

        @SuppressWarnings("unchecked") // seen as a list of B only
        Round(List<A> items, Function<A, B> work) {
            this.items = items;
            this.work = work;
            this.results = (B[]) new Object[items.size()];
        }

        void work(Watch watch) throws IOException {
            for (int i = next.getAndIncrement(); i < results.length; i = next.getAndIncrement()) {
                results[i] = work.apply(items.get(i));
                watch.done(Math.min(next.get(), results.length));
            }
        }

        void help() {
            try {
                work(done -> { });
            } catch (Throwable t) {
                failure = t;
                stop();
            }
        }

        void stop() {
            next.set(results.length);
        }

        List<B> results() {
            if (failure instanceof Error error) throw error;
            if (failure instanceof RuntimeException exception) throw exception;
            return Collections.unmodifiableList(Arrays.asList(results));
        }
    }
}
