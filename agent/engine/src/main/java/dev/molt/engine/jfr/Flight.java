package dev.molt.engine.jfr;

import dev.molt.protocol.report.Verdict;

/** One operation, as Java Flight Recorder sees it. It is used by one thread, and nothing that it does can fail. */
public interface Flight extends AutoCloseable {
    /** The time since the last call, or since the begin, was this stage. */
    void stage(String name);

    /** The operation has come to its verdict, which is given back. */
    Verdict ended(Verdict verdict);

    /** What was told becomes part of the recording; an operation without a verdict as one that was abandoned. */
    @Override
    void close();

    /** An operation that nobody records. */
    Flight UNRECORDED = new Flight() {
        @Override
        public void stage(String name) {
            // nobody records
        }

        @Override
        public Verdict ended(Verdict verdict) {
            return verdict;
        }

        @Override
        public void close() {
            // nobody records
        }
    };
}
