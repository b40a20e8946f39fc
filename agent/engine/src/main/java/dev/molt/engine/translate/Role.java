package dev.molt.engine.translate;

import dev.molt.engine.evolve.Vessel;

/**
 * What a class has to be for others, beyond what it is itself.
 *
 * @param hosts there are objects that the program counts among its instances, and the VM does not
 * @param passes its constructors have to let subclasses through without doing anything
 * @param lends the VM makes objects of new classes as objects of this one: calls that know it by its class have to be linked anew
 * @param vessel what the VM makes its objects of, or null
 */
public record Role(boolean hosts, boolean passes, boolean lends, Vessel vessel) {
    /** None of it. */
    public static final Role NONE = new Role(false, false, false, null);
    /** A superclass of objects that the VM does not count among its instances. */
    public static final Role HOST = new Role(true, false, false, null);
    /** A superclass that lets constructors through. */
    public static final Role PASSAGE = new Role(false, true, false, null);
    /** A class of which the VM makes the objects of others. */
    public static final Role LENDER = new Role(false, false, true, null);

    /** Both together. */
    public Role and(Role other) {
        return new Role(hosts || other.hosts, passes || other.passes, lends || other.lends, vessel != null ? vessel : other.vessel);
    }
}
