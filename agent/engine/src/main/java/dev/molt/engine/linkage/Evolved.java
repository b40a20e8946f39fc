package dev.molt.engine.linkage;

import dev.molt.engine.evolve.Evolution;
import java.util.List;

/**
 * A class of the logical world.
 *
 * @param initialisation the part of its static initialiser that this version still has to run
 */
record Evolved(Evolution evolution, Initialisation initialisation) {
    private static final byte[] NONE = {};

    /** The same without class files, to be kept for old code. */
    Evolved past() {
        Evolution e = evolution;
        Evolution slim = new Evolution(e.loader(), NONE, e.logicalFile(), NONE, e.physicalFile(), List.of(), e.host(), e.methods(),
                e.fields(), e.initialiser(), e.prologues(), e.detached(), e.lineage(), e.instances());
        return new Evolved(slim, initialisation);
    }
}
