package dev.molt.engine.dependents;

import dev.molt.engine.classfile.ClassFile;

/** The classes that one class loader sees, as they will be after the update. */
public interface World {
    /**
     * The class of a name, or null where there is none. It is asked for the same names again and again, so it should remember its
     * answers.
     */
    ClassFile lookup(String internalName);

    /**
     * Whether two classes of this world share a run-time package (JVMS 5.3): the same package name and the same defining loader. As
     * long as nobody knows the loaders, the names decide.
     */
    default boolean samePackage(String internalName, String other) {
        int slash = internalName.lastIndexOf('/');
        return slash == other.lastIndexOf('/') && internalName.regionMatches(0, other, 0, Math.max(slash, 0));
    }
}
