package dev.molt.engine.linkage;

import dev.molt.boot.State;
import java.lang.invoke.MethodHandle;

/** Where the states of one state class are. Safe for use by several threads. */
interface StateStore {
    /** The state of an object, which is made if need be. */
    State state(Object owner);

    /** The state with the field of that bit initialised. Declares nothing, as variable handles take no filter that does. */
    State settled(long bit, Object owner);

    /** The object is new: the field of that bit is settled as it is. */
    default void fresh(long bit, Object owner) {
        State state = state(owner);
        synchronized (state) {
            state.settle(bit);
        }
    }

    /** Gives an object that was copied from another what that one has. */
    void copy(Object copy, Object original);

    /**
     * What links do to find a state.
     *
     * @param bit of a field that must be initialised, or 0
     * @return {@code (Object)S}, as fast as it can be
     */
    MethodHandle find(long bit);
}
