package dev.molt.cli.output;

import java.io.PrintStream;

/** One line on a terminal that shows how far long work has got, and is wiped when it ends. */
public final class ProgressLine implements AutoCloseable {
    private static final String WIPE = "\r\033[K";
    private static final long NANOS_BETWEEN = 50_000_000;

    private final PrintStream out;
    private String stage;
    private long shownAt;

    /** @param out the terminal, or null for none */
    ProgressLine(PrintStream out) {
        this.out = out;
    }

    /** Shows a stage. @param total 0 where it is not known */
    public void show(String stage, int done, int total) {
        if (out == null) return;
        long now = System.nanoTime();
        if (stage.equals(this.stage) && done != total && now - shownAt < NANOS_BETWEEN) return;
        this.stage = stage;
        shownAt = now;
        out.print(WIPE + stage + (total == 0 ? "..." : " " + done + "/" + total));
        out.flush();
    }

    /** Wipes the line. */
    @Override
    public void close() {
        if (out == null || stage == null) return;
        stage = null;
        out.print(WIPE);
        out.flush();
    }
}
