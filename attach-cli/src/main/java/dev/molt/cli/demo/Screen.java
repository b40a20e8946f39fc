package dev.molt.cli.demo;

import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;

/** Where the demo is watched, or nowhere. Each line is seen as soon as it is written. */
public final class Screen {
    private static final int WIDTH = 100;

    private final PrintStream out;
    private final Ansi ansi;
    private volatile boolean closed;

    private Screen(PrintStream out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    /** A screen that shows everything. */
    public static Screen on(PrintStream out, Ansi ansi) {
        return new Screen(out, ansi);
    }

    /** A screen that shows nothing. */
    public static Screen none() {
        return new Screen(null, Ansi.OFF);
    }

    void title(String title) {
        print("\n" + styled("bold", title) + "\n" + "-".repeat(title.length()) + "\n");
    }

    void say(String format, Object... arguments) {
        print("  " + String.format(format, arguments) + "\n");
    }

    /** A command and what it wrote. */
    void command(CommandRun run) {
        print(styled("bold", broken("$ " + run.typed())) + "\n" + wrapped(run.output().strip()) + "\n");
    }

    void claim(Claim claim) {
        String label = claim.holds() ? styled("bold,green", "ok   ") : styled("bold,red", "WRONG");
        print("  " + label + " " + claim.what() + (claim.measured().isEmpty() ? "" : "\n        " + claim.measured()) + "\n");
    }

    void chart(LatencyChart chart) {
        print("\n  Latency in ms, in slices of " + chart.sliceMillis() + " ms: === to p50, --- to p90, ... to the slowest\n\n" + chart.text() + "\n");
    }

    /** Lines that are too long go on, indented, on the next one. */
    private static String wrapped(String text) {
        StringBuilder out = new StringBuilder();
        for (String whole : text.lines().toList()) {
            String line = whole;
            String indent = " ".repeat(whole.length() - whole.stripLeading().length() + 4);
            while (line.length() > WIDTH) {
                int space = line.lastIndexOf(' ', WIDTH);
                if (space < indent.length()) break;
                out.append(line.substring(0, space).stripTrailing()).append('\n');
                line = indent + line.substring(space).stripLeading();
            }
            out.append(line).append('\n');
        }
        return out.toString();
    }

    /** A command that is too long for a line goes on with an option on the next one. */
    private static String broken(String command) {
        StringBuilder lines = new StringBuilder();
        String line = command;
        while (line.length() > WIDTH) {
            int option = line.lastIndexOf(" --", WIDTH - 2);
            if (option <= 0 || line.substring(0, option).isBlank()) break;
            lines.append(line, 0, option).append(" \\\n");
            line = "     " + line.substring(option);
        }
        return lines + line;
    }

    private String styled(String style, String text) {
        return ansi.enabled() ? Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.reset.on() : text;
    }

    /** Shows nothing any more. */
    void close() {
        closed = true;
    }

    private void print(String text) {
        if (out == null || closed) return;
        out.print(text);
        out.flush();
    }
}
