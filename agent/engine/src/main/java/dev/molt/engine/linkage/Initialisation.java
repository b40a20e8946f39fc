package dev.molt.engine.linkage;

import dev.molt.engine.evolve.Evolution;
import java.util.concurrent.CountDownLatch;

/**
 * The part of a class's static initialiser that a new version still has to run: once, in one thread, as a class initialisation does
 * (JVMS 5.5). Other threads wait; the running thread itself passes.
 */
final class Initialisation {
    /** Makes the one of a version that is being published. */
    interface Factory {
        Initialisation of(Evolution evolution);
    }

    /** What is to be run. */
    interface Part {
        void run() throws Throwable;
    }

    /** Nothing to do. */
    static final Initialisation NONE = new Initialisation(null);

    private final CountDownLatch done;
    private Part part;
    private Thread runner;
    private Throwable failure;
    private volatile boolean finished;

    Initialisation(Part part) {
        this.part = part;
        this.finished = part == null;
        this.done = part == null ? null : new CountDownLatch(1);
    }

    /**
     * Runs it, or waits until it has run.
     *
     * @return false when it is being run by this very thread
     * @throws Throwable what the initialiser threw, now or earlier
     */
    boolean ensure() throws Throwable {
        if (finished) return succeed();
        Part mine = null;
        synchronized (this) {
            if (runner == Thread.currentThread()) return false;
            if (runner == null && !finished) {
                runner = Thread.currentThread();
                mine = part;
            }
        }
        if (mine == null) {
            awaitOther();
        } else {
            run(mine);
        }
        return succeed();
    }

    private boolean succeed() throws Throwable {
        Throwable thrown = failure;
        if (thrown != null) throw thrown;
        return true;
    }

    private void run(Part mine) {
        try {
            mine.run();
        } catch (Throwable t) {
            failure = t;
        } finally {
            synchronized (this) {
                runner = null;
                part = null;
                finished = true;
            }
            done.countDown();
        }
    }

    private void awaitOther() {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
