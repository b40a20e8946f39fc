package dev.molt.cli.probe;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/** Asks the application whether it is well. */
public interface Probe {

    /**
     * Asks once.
     *
     * @param limit the time that the answer may take
     */
    Answer ask(Duration limit);

    /**
     * One answer.
     *
     * @param detail what was seen, for people
     */
    record Answer(boolean healthy, String detail) {}

    /** A probe as somebody writes it: an HTTP URL, or a command for the shell. */
    static Probe of(String text, long pid) throws URISyntaxException {
        return text.startsWith("http://") || text.startsWith("https://") ? new HttpProbe(new URI(text))
                : new CommandProbe(text, pid);
    }
}
