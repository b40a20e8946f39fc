package dev.molt.engine.linkage;

import dev.molt.boot.State;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;

/**
 * States in the slot that their objects were given when their class was loaded. An object and its state keep each other alive and nobody
 * else, so that they go together, whatever the state refers to.
 */
final class SlotStore implements StateStore {
    private static final MethodHandle IS_INSTANCE;
    private static final MethodHandle IS_OWN;
    private static final MethodHandle IS_SETTLED;
    private static final MethodHandle STATE;
    private static final MethodHandle SETTLED;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            MethodType test = MethodType.methodType(boolean.class, Class.class, Object.class, Object.class);
            IS_INSTANCE = lookup.findVirtual(Class.class, "isInstance", MethodType.methodType(boolean.class, Object.class));
            IS_OWN = lookup.findStatic(SlotStore.class, "isOwn", test);
            IS_SETTLED = lookup.findStatic(SlotStore.class, "isSettled", test.insertParameterTypes(0, long.class));
            MethodType find = MethodType.methodType(State.class, Object.class);
            STATE = lookup.findVirtual(SlotStore.class, "state", find);
            SETTLED = lookup.findVirtual(SlotStore.class, "settled", find.insertParameterTypes(0, long.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Class<?> holder;
    private final StateStore others;
    private final VarHandle slot;
    private final MethodHandle read;
    private final Class<?> type;
    private final MethodHandle factory;
    private final StateInitials initials;

    /**
     * @param holder the class that declares the slot
     * @param others for objects that have fields of the class, but are no objects of it to the VM
     * @param slot of objects, as an Object
     * @param read {@code (Object)Object}, a plain read of it
     * @param type the state class
     * @param factory {@code ()State}
     */
    SlotStore(Class<?> holder, StateStore others, VarHandle slot, MethodHandle read, Class<?> type, MethodHandle factory, StateInitials initials) {
        this.holder = holder;
        this.others = others;
        this.slot = slot;
        this.read = read;
        this.type = type;
        this.factory = factory;
        this.initials = initials;
    }

    private static boolean isOwn(Class<?> type, Object head, Object owner) {
        return head != null && head.getClass() == type && ((State) head).isOf(owner);
    }

    private static boolean isSettled(long bit, Class<?> type, Object head, Object owner) {
        return isOwn(type, head, owner) && !((State) head).isPending(bit);
    }

    @Override
    public MethodHandle find(long bit) {
        MethodHandle test = bit == 0 ? IS_OWN.bindTo(type) : MethodHandles.insertArguments(IS_SETTLED, 0, bit, type);
        MethodHandle slow = bit == 0 ? STATE.bindTo(this) : MethodHandles.insertArguments(SETTLED, 0, this, bit);
        // (Object head, Object owner)
        MethodType both = MethodType.methodType(type, Object.class, Object.class);
        MethodHandle head = MethodHandles.dropArguments(MethodHandles.identity(Object.class), 1, Object.class).asType(both);
        MethodHandle found = MethodHandles.dropArguments(slow, 0, Object.class).asType(both);
        MethodHandle none = MethodHandles.dropArguments(MethodHandles.constant(Object.class, null), 0, Object.class);
        MethodHandle slotOf = MethodHandles.guardWithTest(IS_INSTANCE.bindTo(holder), read, none);
        return MethodHandles.foldArguments(MethodHandles.guardWithTest(test, head, found), slotOf);
    }

    @Override
    public State state(Object owner) {
        if (!holder.isInstance(owner)) return others.state(owner);
        while (true) {
            State head = head(owner);
            for (State s = head; s != null; s = s.next()) {
                if (s.getClass() == type) return s;
            }
            State made = made();
            made.start(owner, head, initials.bits());
            if (slot.compareAndSet(owner, (Object) head, (Object) made)) return made;
        }
    }

    @Override
    public State settled(long bit, Object owner) {
        State state = state(owner);
        if (state.isPending(bit)) initials.initialise(state, bit, owner);
        return state;
    }

    @Override
    public void copy(Object copy, Object original) {
        if (holder.isInstance(copy)) {
            if (head(copy) == null) slot.compareAndSet(copy, (Object) null, (Object) copies(head(original), copy));
        } else others.copy(copy, original);
    }

    /** The states of an object, all its own. */
    private State head(Object owner) {
        while (true) {
            State head = (State) (Object) slot.getVolatile(owner);
            if (head == null || head.isOf(owner)) return head;
            State own = copies(head, owner);
            if (slot.compareAndSet(owner, (Object) head, (Object) own)) return own;
        }
    }

    private static State copies(State head, Object owner) {
        return head == null ? null : head.copyFor(owner, copies(head.next(), owner));
    }

    private State made() {
        try {
            return (State) factory.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
