package hammer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Threads that call updated code through every kind of call and check what comes back. */
public class App {
    private static final List<Thread> THREADS = new ArrayList<>();
    private static final LongAdder CALLS = new LongAdder();
    private static final Set<Integer> SEEN = ConcurrentHashMap.newKeySet();
    private static final Set<String> ERRORS = ConcurrentHashMap.newKeySet();
    private static final int BURST = 500;
    private static final long PAUSE_NANOS = 1_000_000;
    private static volatile boolean running = true;

    public static void start(String count) {
        for (int i = 0; i < Integer.parseInt(count); i++) {
            Thread thread = new Thread(App::run, "hammer-" + i);
            thread.setDaemon(true);
            thread.start();
            THREADS.add(thread);
        }
    }

    private static void run() {
        Worker worker = new Worker();
        Shape shape = new Square(3);
        for (int round = 1; running; round++) {
            // Leaves the processors to the updates now and then, so that a test on few of them ends.
            if (round % BURST == 0) LockSupport.parkNanos(PAUSE_NANOS);
            try {
                SEEN.add(Version.current());
                check(worker.work(7), 14, 21);
                check(shape.area(), 9, 10);
                check(new Square(2).area(), 4, 5);
                CALLS.increment();
            } catch (Throwable e) {
                ERRORS.add(e.toString() + " at " + List.of(e.getStackTrace()));
            }
        }
    }

    private static void check(int value, int one, int other) {
        if (value != one && value != other) throw new IllegalStateException(value + " is neither " + one + " nor " + other);
    }

    public static String version() {
        return "" + Version.current();
    }

    public static String calls() {
        return "" + CALLS.sum();
    }

    public static String versionsSeen() {
        return "" + SEEN.size();
    }

    public static String stop() throws InterruptedException {
        running = false;
        for (Thread thread : THREADS) thread.join();
        return String.join("\n", ERRORS);
    }
}
