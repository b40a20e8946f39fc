package dev.molt.engine.linkage;

import dev.molt.boot.State;
import java.lang.invoke.MethodHandle;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values that the fields of a state class have in objects that are older than the fields, where these are not the defaults of
 * their types.
 */
final class StateInitials {
    /**
     * One field.
     *
     * @param value {@code (Object)Object}, what an object is to have
     * @param setter {@code (Object,Object)void} on the state
     */
    record Initial(MethodHandle value, MethodHandle setter) {}

    static final StateInitials NONE = new StateInitials(Map.of());
    /** Beyond 63, fields share the last bit: they get their values together. */
    private static final int LAST = 63;

    private final Map<String, Long> bits = new LinkedHashMap<>();
    private final Map<Long, Map<String, Initial>> fields = new LinkedHashMap<>();
    private final long all;

    /** @param initials by the field's name and descriptor, as {@code name:descriptor} */
    StateInitials(Map<String, Initial> initials) {
        long union = 0;
        for (Map.Entry<String, Initial> e : initials.entrySet()) {
            long bit = 1L << Math.min(bits.size(), LAST);
            bits.put(e.getKey(), bit);
            fields.computeIfAbsent(bit, b -> new LinkedHashMap<>()).put(e.getKey(), e.getValue());
            union |= bit;
        }
        all = union;
    }

    long bits() {
        return all;
    }

    /** The field's bit, or 0 where it starts with the default value. */
    long bit(String field) {
        return bits.getOrDefault(field, 0L);
    }

    /**
     * Gives the fields of a bit their values, unless another thread was first. Values are computed without a lock: the code is the
     * application's.
     */
    void settle(State state, long bit, Object key) throws Throwable {
        Map<MethodHandle, Object> values = new LinkedHashMap<>();
        for (Initial initial : fields.get(bit).values()) values.put(initial.setter(), (Object) initial.value().invokeExact(key));
        synchronized (state) {
            if (!state.isPending(bit)) return;
            for (Map.Entry<MethodHandle, Object> e : values.entrySet()) e.getKey().invokeExact((Object) state, e.getValue());
            state.settle(bit);
        }
    }

    /** As {@link #settle}; what the code throws is thrown undeclared. */
    void initialise(State state, long bit, Object key) {
        try {
            settle(state, bit, key);
        } catch (Throwable e) {
            throw StateInitials.<RuntimeException>undeclared(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E undeclared(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** The first write to a field that still waits for its initial value. */
    void write(State state, long bit, Object key, MethodHandle setter, Object value) throws Throwable {
        if (bit == 1L << LAST) settle(state, bit, key);
        synchronized (state) {
            setter.invokeExact((Object) state, value);
            state.settle(bit);
        }
    }
}
