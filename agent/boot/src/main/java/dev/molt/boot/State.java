package dev.molt.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Added instance fields of one object; the class that has them extends this one. Where objects have a slot for their states, it holds the
 * newest, which leads to the others.
 */
public abstract class State implements Cloneable {
    private static final VarHandle PENDING;

    static {
        try {
            PENDING = MethodHandles.lookup().findVarHandle(State.class, "pending", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Null where the object does not lead to its state by itself. */
    private Object owner;
    private State next;
    /** One bit for each field that has not got its initial value yet; set bits are only ever cleared, by a thread that holds this monitor. */
    private long pending;

    /** To be called before anybody else can see the state. */
    public final void start(Object of, State before, long fields) {
        owner = of;
        next = before;
        PENDING.setRelease(this, fields);
    }

    /** Whether this is that object's own: a copy that the VM makes of an object has the original's in its slot. */
    public final boolean isOf(Object object) {
        return owner == object;
    }

    /** The state that was in the slot before this one. */
    public final State next() {
        return next;
    }

    /** Whether a field still waits for its initial value. */
    public final boolean isPending(long bit) {
        return ((long) PENDING.getAcquire(this) & bit) != 0;
    }

    /** To be called with this monitor held, after the value was stored. */
    public final void settle(long bit) {
        PENDING.setRelease(this, pending & ~bit);
    }

    /** The same values for another object. */
    public final synchronized State copyFor(Object other, State before) {
        try {
            State copy = (State) clone();
            copy.start(other, before, pending);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
