package dev.molt.engine.match;

import java.util.HashMap;
import java.util.Map;

/** Which things of the new version are which of the running one. Each has at most one counterpart. */
final class Pairs {
    private final Map<Thing, Thing> running = new HashMap<>();
    private final Map<Thing, Thing> next = new HashMap<>();

    void put(Thing old, Thing now) {
        running.put(now, old);
        next.put(old, now);
    }

    /** The running thing that this one of the new version is, or null. */
    Thing runningOf(Thing now) {
        return running.get(now);
    }

    /** The thing of the new version that this running one is, or null. */
    Thing nextOf(Thing old) {
        return next.get(old);
    }

    void remove(Thing now) {
        Thing old = running.remove(now);
        if (old != null) next.remove(old);
    }
}
