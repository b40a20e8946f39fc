package dev.molt.engine.linkage;

import dev.molt.boot.State;
import dev.molt.engine.classfile.SlotField;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.FieldPlace.Initial;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.vm.Slots;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Reads and writes of added instance fields. */
final class States {
    private static final MethodType OF_OBJECT = MethodType.methodType(Object.class, Object.class);
    private static final MethodHandle IS_PENDING;
    private static final MethodHandle WRITE;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            IS_PENDING = lookup.findVirtual(State.class, "isPending", MethodType.methodType(boolean.class, long.class));
            WRITE = lookup.findVirtual(StateInitials.class, "write", MethodType.methodType(void.class, State.class, long.class,
                    Object.class, MethodHandle.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A state class in use: its states hang on it. */
    private record Bound(StateStore store, StateInitials initials) {}

    private final PhysicalMembers physical;
    private final Slots slots;
    private final ClassValue<Object[]> maps = new ClassValue<>() {
        @Override
        protected Object[] computeValue(Class<?> type) {
            return new Object[1];
        }
    };

    States(PhysicalMembers physical, Slots slots) {
        this.physical = physical;
        this.slots = slots;
    }

    /** {@code (Object)T}. */
    MethodHandle getter(Class<?> declaring, Evolution evolution, FieldPlace.InState place, String name, Class<?> type) {
        MethodHandle find = state(declaring, evolution, place, name, type);
        return MethodHandles.filterArguments(physical.getter(find.type().returnType(), name, type), 0, find);
    }

    /** {@code (Object)S}: the state object of an object, once that field has its initial value. */
    MethodHandle state(Class<?> declaring, Evolution evolution, FieldPlace.InState place, String name, Class<?> type) {
        Class<?> stateClass = LogicalMembers.load(place.stateClass(), declaring);
        Bound bound = bound(stateClass, declaring, evolution);
        return bound.store().find(bound.initials().bit(key(name, type)));
    }

    /** {@code (Object,T)void}. */
    MethodHandle setter(Class<?> declaring, Evolution evolution, FieldPlace.InState place, String name, Class<?> type) {
        Class<?> stateClass = LogicalMembers.load(place.stateClass(), declaring);
        Bound bound = bound(stateClass, declaring, evolution);
        long bit = bound.initials().bit(key(name, type));
        MethodHandle write = physical.setter(stateClass, name, type);
        MethodHandle find = bound.store().find(0);
        if (bit == 0) return MethodHandles.filterArguments(write, 0, find);
        // (S, Object, T)
        MethodHandle fast = MethodHandles.dropArguments(write, 1, Object.class);
        MethodHandle slow = MethodHandles.insertArguments(WRITE, 0, bound.initials());
        slow = MethodHandles.insertArguments(slow, 1, bit);
        slow = MethodHandles.insertArguments(slow, 2, generic(write)).asType(fast.type());
        MethodHandle pending = MethodHandles.insertArguments(IS_PENDING, 1, bit).asType(MethodType.methodType(boolean.class, stateClass));
        return MethodHandles.foldArguments(MethodHandles.guardWithTest(pending, slow, fast), find);
    }

    private static MethodHandle generic(MethodHandle setter) {
        return setter.asType(MethodType.methodType(void.class, Object.class, Object.class));
    }

    static String key(String name, Class<?> type) {
        return name + ':' + type.descriptorString();
    }

    /** Where the states of a class are that is in use; else null. */
    StateStore known(Class<?> stateClass) {
        Bound bound = (Bound) maps.get(stateClass)[0];
        return bound == null ? null : bound.store();
    }

    private Bound bound(Class<?> stateClass, Class<?> declaring, Evolution evolution) {
        Object[] holder = maps.get(stateClass);
        synchronized (holder) {
            if (holder[0] == null) holder[0] = bind(stateClass, declaring, evolution);
            return (Bound) holder[0];
        }
    }

    private Bound bind(Class<?> stateClass, Class<?> declaring, Evolution evolution) {
        MethodHandle factory = physical.constructor(stateClass, MethodType.methodType(void.class));
        Map<String, StateInitials.Initial> initials = new TreeMap<>();
        Map<Member, FieldPlace> fields = new HashMap<>(evolution.fields());
        fields.putAll(evolution.instances().fields());
        for (Map.Entry<Member, FieldPlace> e : fields.entrySet()) {
            if (!(e.getValue() instanceof FieldPlace.InState in) || in.initial() instanceof Initial.Default) continue;
            if (!in.stateClass().equals(LogicalWorld.internalName(stateClass))) continue;
            Class<?> type = LogicalMembers.fieldType(e.getKey().descriptor(), declaring.getClassLoader());
            MethodHandle setter = generic(physical.setter(stateClass, e.getKey().name(), type));
            MethodHandle value = value(declaring, in.initial(), type);
            initials.put(key(e.getKey().name(), type), new StateInitials.Initial(value, setter));
        }
        StateInitials values = new StateInitials(initials);
        return new Bound(store(stateClass, declaring, factory.asType(MethodType.methodType(State.class)), values), values);
    }

    private StateStore store(Class<?> stateClass, Class<?> declaring, MethodHandle factory, StateInitials initials) {
        for (Class<?> c = declaring; c != null; c = c.getSuperclass()) {
            if (!slots.has(c)) continue;
            MethodHandle read = physical.getter(c, SlotField.NAME, Object.class).asType(OF_OBJECT);
            return new SlotStore(c, new StateMap(stateClass, factory, initials), slots.of(c), read, stateClass, factory, initials);
        }
        return new StateMap(stateClass, factory, initials);
    }

    private MethodHandle value(Class<?> declaring, Initial initial, Class<?> type) {
        if (initial instanceof Initial.Computed computed) {
            Class<?> companion = LogicalMembers.load(computed.companion(), declaring);
            MethodHandle value = physical.ofStatic(companion, computed.method(), MethodType.methodType(type));
            return MethodHandles.dropArguments(value, 0, Object.class).asType(OF_OBJECT);
        }
        Initial.Converted converted = (Initial.Converted) initial;
        Class<?> from = LogicalMembers.fieldType(converted.from().descriptor(), declaring.getClassLoader());
        MethodHandle old = converted.fromStatic()
                ? MethodHandles.dropArguments(physical.staticGetter(declaring, converted.from().name(), from), 0, declaring)
                : physical.getter(declaring, converted.from().name(), from);
        MethodHandle assigned = old.asType(MethodType.methodType(type, declaring));
        return assigned.asType(OF_OBJECT);
    }
}
