package dev.molt.engine.linkage;

import dev.molt.engine.evolve.FieldPlace;

/** Field resolution (JVMS 5.4.3.2) in the logical world. */
final class FieldResolution {
    private final LogicalMembers members;

    FieldResolution(LogicalMembers members) {
        this.members = members;
    }

    /** The field that a reference means, or null. */
    Declared<FieldPlace> resolve(Class<?> owner, String name, Class<?> type) {
        for (Class<?> c = owner; c != null; c = members.superclass(c)) {
            Declared<FieldPlace> own = members.field(c, name, type);
            if (own != null) return own;
            for (Class<?> i : members.interfaces(c)) {
                Declared<FieldPlace> constant = resolve(i, name, type);
                if (constant != null) return constant;
            }
        }
        return null;
    }
}
