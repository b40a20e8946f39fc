package dev.molt.cli.demo;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** Requests, in the order in which they were due. */
record Samples(List<Sample> all) {

    Samples {
        all = all.stream().sorted(Comparator.comparingLong(Sample::due)).toList();
    }

    int size() {
        return all.size();
    }

    Samples where(Predicate<Sample> condition) {
        return new Samples(all.stream().filter(condition).toList());
    }

    /** Requests that were due in a span of time, its end excluded. */
    Samples dueBetween(long from, long to) {
        return where(sample -> sample.due() - from >= 0 && sample.due() - to < 0);
    }

    /** Requests sent at that time or later. */
    Samples sentAfter(long time) {
        return where(sample -> sample.sent() - time >= 0);
    }

    OptionalLong firstAnswered() {
        return all.stream().mapToLong(Sample::answered).min();
    }

    OptionalLong lastAnswered() {
        return all.stream().mapToLong(Sample::answered).max();
    }

    /** Nanoseconds from the first answer to the last. */
    long span() {
        return all.isEmpty() ? 0 : lastAnswered().getAsLong() - firstAnswered().getAsLong();
    }

    List<String> failures() {
        return all.stream().map(Sample::failure).filter(failure -> failure != null).toList();
    }

    Latency latency() {
        return Latency.of(all.stream().flatMapToLong(sample -> LongStream.of(sample.nanos())).toArray());
    }
}
