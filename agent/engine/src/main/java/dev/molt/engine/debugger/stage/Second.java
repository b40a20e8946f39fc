package dev.molt.engine.debugger.stage;

import java.util.List;
import java.util.function.Supplier;

/** What {@link First} becomes: with all that a reload usually brings. */
public class Second {
    private static final List<String> ADDED = List.of("a", "b");

    private int field = 1;
    private static int calls;
    private long added = 2;

    /** Text. */
    public String text(int n) {
        calls += n;
        Supplier<String> lambda = () -> helped(n) + more(n);
        return lambda.get() + field + calls;
    }

    private String helped(int n) {
        return "second" + n + ADDED;
    }

    /** An added method. */
    public String more(int n) {
        synchronized (this) {
            added += n;
        }
        return text(n, "x") + added;
    }

    private static String text(int n, String other) {
        return other.repeat(n);
    }
}
