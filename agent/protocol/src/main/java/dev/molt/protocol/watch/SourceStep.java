package dev.molt.protocol.watch;

import dev.molt.protocol.report.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes class files of saved sources. */
public interface SourceStep {
    /**
     * Compiles.
     *
     * @param changed files that were written or have gone since what is live was compiled
     * @return null when all sources compile, else the refusal
     */
    Verdict compile(List<Path> changed) throws IOException;

    /** Where the class files are then. Nobody else writes there, so that it is not watched. */
    Root output();
}
