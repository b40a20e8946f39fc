package dev.molt.engine.debugger.stage;

/** A class that is reloaded for practice; nobody calls it. */
public class First {
    private int field = 1;
    private static int calls;

    /** Text. */
    public String text(int n) {
        calls += n;
        return helped(n) + field + calls;
    }

    private String helped(int n) {
        return "first" + n;
    }
}
