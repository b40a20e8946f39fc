package dev.molt.engine.classfile;

import java.util.HashSet;
import java.util.Set;

/**
 * Methods that a new version has from the loaded one, down to the last attribute that the VM knows.
 *
 * @param file the loaded class as it was before it was loaded
 * @param methods names with descriptors
 */
public record Kept(byte[] file, Set<String> methods) {
    public static final Kept NOTHING = new Kept(null, Set.of());

    /** Compares the methods of two versions of a class; {@code loaded} is what {@code file} says. */
    public static Kept of(byte[] file, ClassFile loaded, ClassFile next) {
        if (loaded.major() != next.major()) return NOTHING;
        Set<String> methods = new HashSet<>();
        for (Method m : next.methods()) {
            Method before = loaded.method(m.name(), m.descriptor());
            if (before != null && m.sameAs(before)) methods.add(m.name() + m.descriptor());
        }
        return methods.isEmpty() ? NOTHING : new Kept(file, methods);
    }

    boolean holds(String name, String descriptor) {
        return methods.contains(name + descriptor);
    }
}
