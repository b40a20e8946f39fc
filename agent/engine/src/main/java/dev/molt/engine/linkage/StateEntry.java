package dev.molt.engine.linkage;

import dev.molt.boot.State;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** The state of one object. */
final class StateEntry extends WeakReference<Object> {
    /** Takes the place of an entry that was removed. */
    static final StateEntry REMOVED = new StateEntry(null, null, 0, null, null);

    final int hash;
    final State state;
    final StateMap map;

    StateEntry(Object key, ReferenceQueue<Object> queue, int hash, State state, StateMap map) {
        super(key, queue);
        this.hash = hash;
        this.state = state;
        this.map = map;
    }
}
