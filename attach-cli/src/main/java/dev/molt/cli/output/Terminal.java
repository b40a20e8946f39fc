package dev.molt.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;

/**
 * Where the output goes: standard output for results, standard error for everything else. Colours and the progress line appear
 * on a terminal only. The launcher tells whether there is one ({@code molt.tty.out}, {@code molt.tty.err}), as Java can only ask
 * for both input and output at once; without the launcher picocli's own guess is taken.
 */
public final class Terminal {
    private final PrintStream out = unbuffered(FileDescriptor.out);
    private final PrintStream err = unbuffered(FileDescriptor.err);
    private final Ansi outAnsi = ansi("molt.tty.out");
    private final Ansi errAnsi = ansi("molt.tty.err");

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    /** Whether standard output takes colours. */
    public Ansi outAnsi() {
        return outAnsi;
    }

    /** Whether standard error takes colours. */
    public Ansi errAnsi() {
        return errAnsi;
    }

    /** The progress line; a silent one where nobody watches. */
    public ProgressLine progress() {
        boolean watched = Boolean.getBoolean("molt.tty.err") && !"dumb".equals(System.getenv("TERM"));
        return new ProgressLine(watched ? err : null);
    }

    private static PrintStream unbuffered(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true);
    }

    private static Ansi ansi(String property) {
        String told = System.getProperty(property);
        if (told == null) return Ansi.AUTO.enabled() ? Ansi.ON : Ansi.OFF;
        boolean wanted = Boolean.parseBoolean(told) && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return wanted || forced() ? Ansi.ON : Ansi.OFF;
    }

    private static boolean forced() {
        String force = System.getenv("CLICOLOR_FORCE");
        return force != null && !force.equals("0") && System.getenv("NO_COLOR") == null;
    }
}
