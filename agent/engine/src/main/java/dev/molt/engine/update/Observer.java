package dev.molt.engine.update;

import dev.molt.protocol.report.Verdict;

/** Code of the application that is told of updates. What it throws is told on the error stream. */
public interface Observer {
    /** For people. */
    String name();

    /** An update is about to be applied. */
    void before(Verdict planned);

    /** An update has ended, whatever became of it. */
    void after(Verdict verdict);

    /** A live update has been taken back. */
    void reverted(Verdict verdict);
}
