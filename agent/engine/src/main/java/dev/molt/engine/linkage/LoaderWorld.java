package dev.molt.engine.linkage;

import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/** The evolved classes of one loader, held by that loader, so that they go when it goes. */
final class LoaderWorld {
    private volatile Map<String, Evolved> classes = Map.of();
    private volatile Map<String, Superseded> superseded = Map.of();
    /** What was there before each publication that can still be undone. */
    private final Map<Publication, Map<String, Evolved>> before = new WeakHashMap<>();

    Evolved get(String internalName) {
        return classes.get(internalName);
    }

    Map<String, Evolved> classes() {
        return classes;
    }

    /**
     * What the last switch of a class put an end to. Code that is still running may refer to it.
     *
     * @param takenBack whether that was a revert
     */
    record Superseded(Evolved version, boolean takenBack) {}

    /** What the last switch of a class superseded, or null. */
    Superseded superseded(String internalName) {
        return superseded.get(internalName);
    }

    synchronized void replace(Publication by, Map<String, Evolved> next) {
        before.put(by, classes);
        show(next, false);
    }

    synchronized void undo(Publication by) {
        Map<String, Evolved> previous = before.remove(by);
        if (previous != null) show(previous, true);
    }

    private void show(Map<String, Evolved> next, boolean takesBack) {
        Map<String, Superseded> gone = new HashMap<>(superseded);
        next.forEach((name, now) -> {
            if (now != classes.get(name)) gone.remove(name);
        });
        classes.forEach((name, then) -> {
            if (then != next.get(name)) gone.put(name, new Superseded(then.past(), takesBack));
        });
        superseded = Map.copyOf(gone);
        classes = next;
    }
}
