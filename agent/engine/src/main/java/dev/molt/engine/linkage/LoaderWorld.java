package dev.molt.engine.linkage;

import java.util.Map;
import java.util.WeakHashMap;

/** The evolved classes of one loader, held by that loader, so that they go when it goes. */
final class LoaderWorld {
    private volatile Map<String, Evolved> classes = Map.of();
    /** What was there before each publication that can still be undone. */
    private final Map<Publication, Map<String, Evolved>> before = new WeakHashMap<>();

    Evolved get(String internalName) {
        return classes.get(internalName);
    }

    Map<String, Evolved> classes() {
        return classes;
    }

    synchronized void replace(Publication by, Map<String, Evolved> next) {
        before.put(by, classes);
        classes = next;
    }

    synchronized void undo(Publication by) {
        Map<String, Evolved> previous = before.remove(by);
        if (previous != null) classes = previous;
    }
}
