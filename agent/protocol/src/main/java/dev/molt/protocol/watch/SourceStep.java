package dev.molt.protocol.watch;

import dev.molt.protocol.report.Verdict;
import java.io.IOException;

/** Makes class files of saved sources. */
public interface SourceStep {
    /**
     * Compiles.
     *
     * @return null when all sources compile, else the refusal
     */
    Verdict compile() throws IOException;

    /** Where the class files are then. Nobody else writes there, so that it is not watched. */
    Root output();
}
