package dev.molt.engine.linkage;

import dev.molt.engine.EngineThreads;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;

/**
 * The state objects of one state class, by the identity of the objects that they belong to. Weak: an object that is in use nowhere else
 * goes, and its state with it, unless a value of the state leads back to the object.
 *
 * <p>Reads take no lock: open addressing over the identity hash, entries come in by compare-and-set and leave a mark behind. Writers of
 * one stripe exclude each other; growing excludes all.
 */
final class StateMap {
    private static final int STRIPES = 16;
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(StateEntry[].class);
    private static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();

    /** Starts the thread that removes what belonged to objects that are gone. To be called outside of application code, which it would remember. */
    static void startCleaning() {
        EngineThreads.daemon("molt-state", StateMap::clean).start();
    }

    private final MethodHandle factory;
    private final Object[] stripes = new Object[STRIPES];
    private final Object growing = new Object();
    private volatile StateEntry[] table = new StateEntry[64];
    /** Slots in use by stripe, removed ones included. */
    private final int[] used = new int[STRIPES];
    private volatile long pending;
    private volatile StateInitials initials = StateInitials.NONE;

    /** @param factory {@code ()Object} makes a state object */
    StateMap(MethodHandle factory) {
        this.factory = factory;
        for (int i = 0; i < STRIPES; i++) stripes[i] = new Object();
    }

    /** Sets the initial values of the fields; called once, before the first use. */
    void initials(StateInitials values) {
        initials = values;
        pending = values.bits();
    }

    /** The entry of an object, which is made if need be. */
    StateEntry entry(Object key) {
        StateEntry[] slots = table;
        int hash = System.identityHashCode(key);
        int mask = slots.length - 1;
        for (int i = hash & mask; ; i = i + 1 & mask) {
            StateEntry e = slots[i];
            if (e == null) return insert(key, hash, null);
            if (e.refersTo(key)) return e;
        }
    }

    /** The state of an object whose state class has no field with an initial value of its own, or none that is asked for here. */
    Object state(Object key) {
        return entry(key).state;
    }

    Object state(StateEntry entry) {
        return entry.state;
    }

    /** The state of an object, with the field of this bit initialised. Declares nothing, as variable handles take no filter that does. */
    Object settled(long bit, Object key) {
        StateEntry e = entry(key);
        if (e.isPending(bit)) settle(e, bit, key);
        return e.state;
    }

    /** A new object: the field of this bit is settled as it is. */
    void fresh(long bit, Object key) {
        StateEntry e = entry(key);
        synchronized (e) {
            e.settle(bit);
        }
    }

    private void settle(StateEntry entry, long bit, Object key) {
        try {
            initials.settle(entry, bit, key);
        } catch (Throwable e) {
            throw StateMap.<RuntimeException>unchecked(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** The entry if there is one. */
    StateEntry peek(Object key) {
        StateEntry[] slots = table;
        int mask = slots.length - 1;
        for (int i = System.identityHashCode(key) & mask; ; i = i + 1 & mask) {
            StateEntry e = slots[i];
            if (e == null || e.refersTo(key)) return e;
        }
    }

    /** Gives a new object a state of its own; it must not have one yet. */
    void put(Object key, Object state, long stillPending) {
        insert(key, System.identityHashCode(key), new Prepared(state, stillPending));
    }

    private record Prepared(Object state, long pending) {}

    private StateEntry insert(Object key, int hash, Prepared prepared) {
        while (true) {
            StateEntry[] slots = table;
            StateEntry found;
            synchronized (stripes[hash & STRIPES - 1]) {
                found = slots == table ? insert(slots, key, hash, prepared) : null;
            }
            Reference.reachabilityFence(key);
            if (found != null) return found;
            grow(slots);
        }
    }

    /** Null when the table is too full. */
    private StateEntry insert(StateEntry[] slots, Object key, int hash, Prepared prepared) {
        int mask = slots.length - 1;
        int i = hash & mask;
        StateEntry mine = null;
        while (true) {
            StateEntry e = (StateEntry) SLOT.getVolatile(slots, i);
            if (e != null && e.refersTo(key)) return e;
            if (e != null) {
                i = i + 1 & mask;
                continue;
            }
            if (mine == null) {
                if (used[hash & STRIPES - 1] >= slots.length / 2 / STRIPES) return null;
                mine = create(key, hash, prepared);
            }
            if (SLOT.compareAndSet(slots, i, null, mine)) {
                used[hash & STRIPES - 1]++;
                return mine;
            }
        }
    }

    private StateEntry create(Object key, int hash, Prepared prepared) {
        if (prepared != null) return new StateEntry(key, QUEUE, hash, prepared.state(), this, prepared.pending());
        return new StateEntry(key, QUEUE, hash, newState(), this, pending);
    }

    /** A state object that belongs to nobody yet. */
    Object newState() {
        try {
            return (Object) factory.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void grow(StateEntry[] full) {
        synchronized (growing) {
            if (table == full) exclusively(0, () -> rehash(full));
        }
    }

    private void exclusively(int stripe, Runnable action) {
        if (stripe == STRIPES) {
            action.run();
            return;
        }
        synchronized (stripes[stripe]) {
            exclusively(stripe + 1, action);
        }
    }

    private void rehash(StateEntry[] old) {
        int[] live = new int[STRIPES];
        for (StateEntry e : old) {
            if (e != null && !e.refersTo(null)) live[e.hash & STRIPES - 1]++;
        }
        int most = 0;
        for (int n : live) most = Math.max(most, n);
        int length = old.length;
        while (most >= length / 4 / STRIPES) length *= 2;
        StateEntry[] next = new StateEntry[length];
        java.util.Arrays.fill(used, 0);
        for (StateEntry e : old) {
            if (e == null || e.refersTo(null)) continue;
            int i = e.hash & length - 1;
            while (next[i] != null) i = i + 1 & length - 1;
            next[i] = e;
            used[e.hash & STRIPES - 1]++;
        }
        table = next;
    }

    private void remove(StateEntry entry) {
        synchronized (stripes[entry.hash & STRIPES - 1]) {
            StateEntry[] slots = table;
            int mask = slots.length - 1;
            for (int i = entry.hash & mask; ; i = i + 1 & mask) {
                StateEntry e = (StateEntry) SLOT.getVolatile(slots, i);
                if (e == null) return;
                if (e == entry) {
                    SLOT.setVolatile(slots, i, StateEntry.REMOVED);
                    return;
                }
            }
        }
    }

    private static void clean() {
        while (true) {
            try {
                StateEntry entry = (StateEntry) QUEUE.remove();
                entry.map.remove(entry);
            } catch (InterruptedException e) {
                // Nobody but us knows this thread; it goes with the JVM.
            }
        }
    }
}
