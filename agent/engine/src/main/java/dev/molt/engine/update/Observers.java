package dev.molt.engine.update;

import dev.molt.engine.DebuggerThread;
import dev.molt.engine.EngineThreads;
import dev.molt.protocol.report.Verdict;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells observers of updates, in order, on one thread that lives while there is something to tell. They are code of the application, and
 * may wait for whatever they like: an update waits for them a while at most, and one that must not wait does not.
 */
public final class Observers {
    private static final long BEFORE_SECONDS = 5;

    private final List<Registration> registrations = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> pending = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean telling = new AtomicBoolean();

    /** One call of {@link #add}: the same observer may come twice. */
    private static final class Registration {
        private final Observer observer;

        Registration(Observer observer) {
            this.observer = observer;
        }

        void tell(Consumer<Observer> event) {
            try {
                event.accept(observer);
            } catch (Throwable t) {
                // Whatever it is: an update does not depend on who listens.
                System.err.println("molt: the listener " + observer.name() + " failed: " + t);
            }
        }
    }

    /**
     * Adds one.
     *
     * @return takes it away again
     */
    public Runnable add(Observer observer) {
        Registration registration = new Registration(observer);
        registrations.add(registration);
        return () -> registrations.remove(registration);
    }

    /** An update is about to be applied. Returns when all have been told or have taken too long; a debugger's thread does not wait for them. */
    void before(Supplier<Verdict> plan) throws InterruptedException {
        if (registrations.isEmpty()) return;
        Verdict planned = plan.get();
        CountDownLatch told = new CountDownLatch(1);
        tell(observer -> observer.before(planned));
        execute(told::countDown);
        if (DebuggerThread.isCurrent() || told.await(BEFORE_SECONDS, TimeUnit.SECONDS)) return;
        System.err.println("molt: listeners have not returned in " + BEFORE_SECONDS + " s; the update goes on without them");
    }

    void after(Verdict verdict) {
        tell(observer -> observer.after(verdict));
    }

    void reverted(Verdict verdict) {
        tell(observer -> observer.reverted(verdict));
    }

    private void tell(Consumer<Observer> event) {
        for (Registration each : registrations) execute(() -> each.tell(event));
    }

    /** Takes no lock: a thread that holds it may be suspended by the debugger that this update comes from. */
    private void execute(Runnable work) {
        pending.add(work);
        if (!telling.compareAndSet(false, true)) return;
        try {
            EngineThreads.daemon("molt-listeners", this::work).start();
        } catch (OutOfMemoryError e) {
            // No thread to be had: whoever listens is told with the next update.
            telling.set(false);
        }
    }

    private void work() {
        do {
            for (Runnable next = pending.poll(); next != null; next = pending.poll()) next.run();
            telling.set(false);
        } while (!pending.isEmpty() && telling.compareAndSet(false, true));
    }
}
