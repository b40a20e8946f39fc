package dev.molt.cli.demo;

import java.util.Arrays;
import java.util.Locale;

/** How long a number of requests took, in milliseconds. All zero where there were none. */
record Latency(int requests, double p50, double p90, double p99, double max) {

    static Latency of(long[] nanos) {
        if (nanos.length == 0) return new Latency(0, 0, 0, 0, 0);
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latency(sorted.length, at(sorted, 0.50), at(sorted, 0.90), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double quantile) {
        int index = Math.max(0, (int) Math.ceil(quantile * sorted.length) - 1);
        return Math.round(sorted[index] / 10_000.0) / 100.0;
    }

    /** {@code 812 requests, p50 0.61, p90 1.13, p99 2.40, max 9.17 ms}. */
    String text() {
        return String.format(Locale.ROOT, "%,d requests, p50 %.2f, p90 %.2f, p99 %.2f, max %.2f ms", requests, p50, p90, p99, max);
    }
}
