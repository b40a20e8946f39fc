package dev.molt.protocol.report;

import java.util.List;

/**
 * What an update does to one class in one loader.
 *
 * @param oldHash hash of what is loaded, or null where it is not loaded
 * @param newHash hash of what will be loaded, or null where the class is removed
 * @param changes the differences; empty for new and removed classes
 */
public record ClassReport(String className, String loader, Action action, String oldHash, String newHash,
                          List<MemberChange> changes) {

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

    public ClassReport {
        changes = List.copyOf(changes);
    }
}
