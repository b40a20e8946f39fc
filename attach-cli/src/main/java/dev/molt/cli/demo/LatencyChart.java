package dev.molt.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Latency over time, a line for each slice of it, with the moments of an update beside them.
 *
 * @param sliceMillis length of a slice
 */
record LatencyChart(int sliceMillis, List<Slice> slices) {
    private static final long BEFORE_MILLIS = 300;
    private static final long AFTER_MILLIS = 1000;
    private static final int MOST_SLICES = 18;

    /** Columns from one power of ten to the next. */
    private static final int DECADE = 7;
    private static final int COLUMNS = 4 * DECADE;

    /** A moment worth marking, {@code System.nanoTime}. */
    record Mark(long time, String what) {}

    /**
     * One slice.
     *
     * @param fromMillis its begin, counted from the begin of the update
     */
    record Slice(long fromMillis, Latency latency, List<String> marks) {}

    /** The chart of an update, some time before and after it included. */
    static LatencyChart around(long begin, long end, Samples samples, List<Mark> marks) {
        long needed = BEFORE_MILLIS + TimeUnit.NANOSECONDS.toMillis(end - begin) + AFTER_MILLIS;
        int sliceMillis = 100 * (int) (1 + (needed - 1) / (100 * MOST_SLICES));
        long nanos = TimeUnit.MILLISECONDS.toNanos(sliceMillis);
        int before = (int) (1 + (BEFORE_MILLIS - 1) / sliceMillis);
        long last = end + TimeUnit.MILLISECONDS.toNanos(AFTER_MILLIS);
        List<Slice> slices = new ArrayList<>();
        for (int i = -before; begin + (i + 1) * nanos - last <= 0; i++) {
            long from = begin + i * nanos;
            slices.add(new Slice((long) i * sliceMillis, samples.dueBetween(from, from + nanos).latency(), within(marks, from, nanos)));
        }
        return new LatencyChart(sliceMillis, List.copyOf(slices));
    }

    private static List<String> within(List<Mark> marks, long from, long nanos) {
        return marks.stream().filter(mark -> mark.time() - from >= 0 && mark.time() - from < nanos).map(Mark::what).toList();
    }

    /** How long after the end of the update the last slice is over, at the latest. */
    static long afterMillis() {
        return AFTER_MILLIS;
    }

    /** Lines for a terminal of 100 columns. The scale is logarithmic. */
    String text() {
        StringBuilder out = new StringBuilder();
        out.append(String.format(Locale.ROOT, "      ms requests    p50    p90    max  %s%n", scale()));
        for (Slice slice : slices) {
            Latency latency = slice.latency();
            String row = String.format(Locale.ROOT, "  %+6d %8d %6.2f %6.2f %6.2f  %-" + COLUMNS + "s  %s", slice.fromMillis(), latency.requests(),
                    latency.p50(), latency.p90(), latency.max(), bar(latency), String.join(", ", slice.marks()));
            out.append(row.stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private static String scale() {
        StringBuilder out = new StringBuilder();
        for (String tick : List.of("0.1", "1", "10", "100")) out.append(String.format(Locale.ROOT, "%-" + DECADE + "s", "|" + tick));
        return out.toString().stripTrailing();
    }

    private static String bar(Latency latency) {
        int p50 = column(latency.p50());
        int p90 = Math.max(p50, column(latency.p90()));
        int max = Math.max(p90, column(latency.max()));
        return "=".repeat(p50) + "-".repeat(p90 - p50) + ".".repeat(max - p90);
    }

    private static int column(double millis) {
        if (millis <= 0.1) return 0;
        return Math.min(COLUMNS, (int) Math.round(DECADE * Math.log10(millis / 0.1)));
    }
}
