package dev.molt.engine.linkage;

import dev.molt.boot.State;
import dev.molt.engine.EngineThreads;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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
final class StateMap implements StateStore {
    private static final int STRIPES = 16;
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(StateEntry[].class);
    private static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();
    private static final MethodHandle STATE;
    private static final MethodHandle SETTLED;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            MethodType find = MethodType.methodType(State.class, Object.class);
            STATE = lookup.findVirtual(StateMap.class, "state", find);
            SETTLED = lookup.findVirtual(StateMap.class, "settled", find.insertParameterTypes(0, long.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

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
    private final Class<?> type;
    private final StateInitials initials;

    /**
     * @param type the state class
     * @param factory {@code ()State}
     */
    StateMap(Class<?> type, MethodHandle factory, StateInitials initials) {
        this.type = type;
        this.factory = factory;
        this.initials = initials;
        for (int i = 0; i < STRIPES; i++) stripes[i] = new Object();
    }

    @Override
    public State state(Object key) {
        StateEntry[] slots = table;
        int hash = System.identityHashCode(key);
        int mask = slots.length - 1;
        for (int i = hash & mask; ; i = i + 1 & mask) {
            StateEntry e = slots[i];
            if (e == null) return insert(key, hash, null).state;
            if (e.refersTo(key)) return e.state;
        }
    }

    @Override
    public State settled(long bit, Object key) {
        State state = state(key);
        if (state.isPending(bit)) initials.initialise(state, bit, key);
        return state;
    }

    @Override
    public MethodHandle find(long bit) {
        MethodHandle find = bit == 0 ? STATE.bindTo(this) : MethodHandles.insertArguments(SETTLED, 0, this, bit);
        return find.asType(MethodType.methodType(type, Object.class));
    }

    @Override
    public void copy(Object copy, Object original) {
        StateEntry from = peek(original);
        if (from != null) insert(copy, System.identityHashCode(copy), from.state.copyFor(null, null));
    }

    /** The state of an object, or null where it has none. */
    State known(Object key) {
        StateEntry entry = peek(key);
        return entry == null ? null : entry.state;
    }

    /** Gives an object its state, unless it has one; answers the one that it has then. */
    State put(Object key, State state) {
        return insert(key, System.identityHashCode(key), state).state;
    }

    /** The entry if there is one. */
    private StateEntry peek(Object key) {
        StateEntry[] slots = table;
        int mask = slots.length - 1;
        for (int i = System.identityHashCode(key) & mask; ; i = i + 1 & mask) {
            StateEntry e = slots[i];
            if (e == null || e.refersTo(key)) return e;
        }
    }

    private StateEntry insert(Object key, int hash, State prepared) {
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
    private StateEntry insert(StateEntry[] slots, Object key, int hash, State prepared) {
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
                mine = new StateEntry(key, QUEUE, hash, prepared == null ? made() : prepared, this);
            }
            if (SLOT.compareAndSet(slots, i, null, mine)) {
                used[hash & STRIPES - 1]++;
                return mine;
            }
        }
    }

    private State made() {
        try {
            State state = (State) factory.invokeExact();
            state.start(null, null, initials.bits());
            return state;
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
