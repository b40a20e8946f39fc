package dev.molt.engine.apply;

import java.io.IOException;

/** Passed before each step. Throwing abandons the update, which is then walked back. */
@FunctionalInterface
public interface Checkpoint {
    /**
     * The step is about to begin.
     *
     * @throws IOException when nobody waits for the update any more
     */
    void before(Step step) throws IOException;
}
