package dev.molt.engine;

import java.io.IOException;

/** Tells whoever waits for an update how far it is. */
@FunctionalInterface
public interface Progress {
    /**
     * A stage has come this far.
     *
     * @param total 0 where it is not known
     * @throws IOException when nobody waits any more; the update is to be abandoned
     */
    void at(String stage, int done, int total) throws IOException;
}
