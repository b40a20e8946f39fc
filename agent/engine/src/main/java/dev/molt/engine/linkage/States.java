package dev.molt.engine.linkage;

import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.FieldPlace.Initial;
import dev.molt.engine.evolve.Member;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Reads and writes of added instance fields. */
final class States {
    private static final MethodType OF_OBJECT = MethodType.methodType(Object.class, Object.class);
    private static final MethodHandle STATE;
    private static final MethodHandle SETTLED;
    private static final MethodHandle ENTRY;
    private static final MethodHandle ENTRY_STATE;
    private static final MethodHandle IS_PENDING;
    private static final MethodHandle WRITE;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            STATE = lookup.findVirtual(StateMap.class, "state", OF_OBJECT);
            SETTLED = lookup.findVirtual(StateMap.class, "settled", OF_OBJECT.insertParameterTypes(0, long.class));
            ENTRY = lookup.findVirtual(StateMap.class, "entry", OF_OBJECT.changeReturnType(StateEntry.class));
            ENTRY_STATE = lookup.findVirtual(StateMap.class, "state", OF_OBJECT.changeParameterType(0, StateEntry.class));
            IS_PENDING = lookup.findVirtual(StateEntry.class, "isPending", MethodType.methodType(boolean.class, long.class));
            WRITE = lookup.findVirtual(StateInitials.class, "write", MethodType.methodType(void.class, StateEntry.class, long.class,
                    Object.class, MethodHandle.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A state class in use: its map hangs on it. */
    record Bound(StateMap map, StateInitials initials) {}

    private final PhysicalMembers physical;
    private final ClassValue<Object[]> maps = new ClassValue<>() {
        @Override
        protected Object[] computeValue(Class<?> type) {
            return new Object[1];
        }
    };

    States(PhysicalMembers physical) {
        this.physical = physical;
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
        long bit = bound.initials().bit(key(name, type));
        MethodHandle find = bit == 0 ? STATE.bindTo(bound.map()) : MethodHandles.insertArguments(SETTLED, 0, bound.map(), bit);
        return find.asType(MethodType.methodType(stateClass, Object.class));
    }

    /** {@code (Object,T)void}. */
    MethodHandle setter(Class<?> declaring, Evolution evolution, FieldPlace.InState place, String name, Class<?> type) {
        Class<?> stateClass = LogicalMembers.load(place.stateClass(), declaring);
        Bound bound = bound(stateClass, declaring, evolution);
        long bit = bound.initials().bit(key(name, type));
        MethodHandle write = physical.setter(stateClass, name, type);
        if (bit == 0) {
            MethodHandle find = STATE.bindTo(bound.map()).asType(MethodType.methodType(stateClass, Object.class));
            return MethodHandles.filterArguments(write, 0, find);
        }
        MethodHandle pending = MethodHandles.insertArguments(IS_PENDING, 1, bit);
        MethodHandle state = ENTRY_STATE.bindTo(bound.map()).asType(MethodType.methodType(stateClass, StateEntry.class));
        // (StateEntry, Object, T)
        MethodHandle fast = MethodHandles.dropArguments(MethodHandles.filterArguments(write, 0, state), 1, Object.class);
        MethodHandle slow = MethodHandles.insertArguments(WRITE, 0, bound.initials());
        slow = MethodHandles.insertArguments(slow, 1, bit);
        slow = MethodHandles.insertArguments(slow, 2, generic(write)).asType(fast.type());
        return MethodHandles.foldArguments(MethodHandles.guardWithTest(pending, slow, fast), ENTRY.bindTo(bound.map()));
    }

    private static MethodHandle generic(MethodHandle setter) {
        return setter.asType(MethodType.methodType(void.class, Object.class, Object.class));
    }

    static String key(String name, Class<?> type) {
        return name + ':' + type.descriptorString();
    }

    /** The map of a state class that is in use, or null. */
    Bound known(Class<?> stateClass) {
        return (Bound) maps.get(stateClass)[0];
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
        StateMap map = new StateMap(factory.asType(MethodType.methodType(Object.class)));
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
        map.initials(values);
        return new Bound(map, values);
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
