package dev.molt.protocol.watch;

import java.time.Duration;

/**
 * How long it has to be quiet until a burst of writes has ended. A single save is short; a compiler writes for seconds, with gaps; and
 * files that have gone will often be written again.
 *
 * @param quiet after a single save
 */
public record Patience(Duration quiet) {
    /** As short as is safe: editors and compilers write one file within a few milliseconds. */
    public static final Patience USUAL = new Patience(Duration.ofMillis(40));

    /** A tool that deletes before it writes is back by then, or has removed the files. */
    private static final long GONE = Duration.ofSeconds(1).toNanos();
    private static final long MOST = Duration.ofMillis(500).toNanos();
    private static final int GAPS = 3;
    /** A file that is not whole after this time stays so: it is told. */
    private static final long BROKEN = Duration.ofSeconds(2).toNanos();

    /**
     * Nanoseconds.
     *
     * @param longestGap between two events of the burst
     * @param gone whether files have gone that were there before
     */
    long enough(long longestGap, boolean gone) {
        long usual = Math.max(quiet.toNanos(), Math.min(GAPS * longestGap, MOST));
        return gone ? Math.max(usual, GONE) : usual;
    }

    /** Nanoseconds of quiet after which a file that is not whole is taken for a broken one. */
    long broken() {
        return BROKEN;
    }
}
