package dev.molt.cli.demo;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that has been run.
 *
 * @param output what it wrote, to both streams
 * @param begin when it was given, {@code System.nanoTime}
 * @param end when it had ended
 */
record CommandRun(List<String> words, int exitCode, String output, long begin, long end) {

    /** As a person types it. */
    String typed() {
        StringBuilder out = new StringBuilder("molt");
        for (String word : words) out.append(' ').append(word.matches("[\\w./:=-]+") ? word : "'" + word + "'");
        return out.toString();
    }

    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(end - begin);
    }
}
