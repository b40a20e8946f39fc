package dev.molt.engine.evolve;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The supertypes of a class that the program and the VM do not agree upon, by internal name. Those above its direct ones count, too.
 *
 * @param gained the newest version has them, and the VM does not know it
 * @param lost the VM has them, and the newest version has them no more
 */
public record Lineage(Set<String> gained, Set<String> lost) {
    /** The VM sees the class as the program does. */
    public static final Lineage AGREED = new Lineage(Set.of(), Set.of());

    public Lineage {
        gained = Set.copyOf(gained);
        lost = Set.copyOf(lost);
    }

    /** What lies between the supertypes in the newest version and those in the VM. */
    public static Lineage between(Collection<String> logical, Collection<String> physical) {
        Set<String> gained = new HashSet<>(logical);
        gained.removeAll(physical);
        Set<String> lost = new HashSet<>(physical);
        lost.removeAll(logical);
        return gained.isEmpty() && lost.isEmpty() ? AGREED : new Lineage(gained, lost);
    }

    /** All types of which the VM takes some object wrongly. */
    public Set<String> disputed() {
        if (gained.isEmpty()) return lost;
        Set<String> all = new HashSet<>(gained);
        all.addAll(lost);
        return all;
    }
}
