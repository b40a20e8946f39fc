package dev.molt.engine.evolve;

import java.util.Optional;

/** The evolutions that are live: classes that are to the program something else than they are to the VM. */
public interface Evolutions {
    /** A JVM in which every class still has the shape that it was loaded with. */
    Evolutions NONE = (loader, internalName) -> Optional.empty();

    /** The evolution of the class that this loader has defined, or will, under that name. */
    Optional<Evolution> of(ClassLoader loader, String internalName);

    default Optional<Evolution> of(Class<?> type) {
        return of(type.getClassLoader(), type.getName().replace('.', '/'));
    }
}
