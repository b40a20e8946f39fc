package dev.molt.api;

import java.util.List;

/**
 * What an update does to one class in one class loader.
 *
 * @param className binary name, with dots
 * @param loader id of the class loader, as {@code molt plan} tells it
 * @param changes the differences; empty for new and removed classes
 */
public record ChangedClass(String className, String loader, Action action, List<Change> changes) {
    public ChangedClass {
        changes = changes == null ? List.of() : List.copyOf(changes);
    }

    /** What happens to a class. */
    public enum Action {
        /** A loaded class gets new code. */
        REDEFINE,
        /** A class that its loader can't find by itself is defined in it. */
        DEFINE,
        /** A class that is not loaded yet will be loaded in its new version. */
        ON_LOAD,
        /** A loaded class is no longer part of the program. */
        REMOVE
    }
}
