package dev.molt.engine.linkage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** The added fields of one object. */
final class StateEntry extends WeakReference<Object> {
    private static final VarHandle PENDING;

    static {
        try {
            PENDING = MethodHandles.lookup().findVarHandle(StateEntry.class, "pending", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Takes the place of an entry that was removed. */
    static final StateEntry REMOVED = new StateEntry(null, null, 0, null, null, 0);

    final int hash;
    /** An instance of the state class. */
    final Object state;
    final StateMap map;
    /** One bit for each field that has not got its initial value yet; set bits are only ever cleared, by a thread that holds this monitor. */
    private long pending;

    StateEntry(Object key, ReferenceQueue<Object> queue, int hash, Object state, StateMap map, long pending) {
        super(key, queue);
        this.hash = hash;
        this.state = state;
        this.map = map;
        PENDING.setRelease(this, pending);
    }

    boolean isPending(long bit) {
        return ((long) PENDING.getAcquire(this) & bit) != 0;
    }

    long pending() {
        return (long) PENDING.getAcquire(this);
    }

    /** To be called with this monitor held, after the value was stored. */
    void settle(long bit) {
        PENDING.setRelease(this, pending & ~bit);
    }
}
