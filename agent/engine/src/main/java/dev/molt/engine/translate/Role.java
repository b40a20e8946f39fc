package dev.molt.engine.translate;

/**
 * What a class has to be for others, beyond what it is itself.
 *
 * @param hosts there are objects that the program counts among its instances, and the VM does not
 * @param passes its constructors have to let subclasses through without doing anything
 */
public record Role(boolean hosts, boolean passes) {
    /** None of it. */
    public static final Role NONE = new Role(false, false);

    /** Both together. */
    public Role and(Role other) {
        return new Role(hosts || other.hosts, passes || other.passes);
    }
}
