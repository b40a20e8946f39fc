package dev.molt.protocol.watch;

import java.util.concurrent.TimeUnit;

/** When something happened, for one who waits until nothing does any more. */
final class Pulse {
    private boolean burst;
    private long last;
    private long longestGap;

    /** Something happens now. */
    synchronized void beat() {
        long now = System.nanoTime();
        if (burst) longestGap = Math.max(longestGap, now - last);
        burst = true;
        last = now;
        notifyAll();
    }

    /** Waits until something has happened since the burst before was ended; whether it has. */
    synchronized boolean awaitBurst(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; !burst && left > 0; left = end - System.nanoTime()) TimeUnit.NANOSECONDS.timedWait(this, left);
        return burst;
    }

    /** Waits some time, or until something happens. */
    synchronized void awaitBeat(long nanos) throws InterruptedException {
        long seen = last;
        long end = System.nanoTime() + nanos;
        for (long left = nanos; last == seen && left > 0; left = end - System.nanoTime()) TimeUnit.NANOSECONDS.timedWait(this, left);
    }

    /** What is known of the burst up to now. */
    synchronized Burst burst() {
        return new Burst(last, longestGap);
    }

    /** What happens from now on is another burst, unless something has happened after that moment. */
    synchronized void end(Burst seen) {
        if (last != seen.last()) return;
        burst = false;
        longestGap = 0;
    }

    /**
     * Some events.
     *
     * @param last the moment of the last one, as {@link System#nanoTime} tells it
     * @param longestGap nanoseconds between two of them
     */
    record Burst(long last, long longestGap) {
        long quiet() {
            return System.nanoTime() - last;
        }
    }
}
