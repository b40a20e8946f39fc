package dev.molt.engine.linkage;

import dev.molt.boot.State;
import dev.molt.engine.classfile.SlotField;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.FieldPlace.Initial;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.statics.Conversions;
import dev.molt.engine.vm.Slots;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads and writes of added instance fields. */
final class States {
    private static final MethodType OF_OBJECT = MethodType.methodType(Object.class, Object.class);
    private static final MethodHandle IS_PENDING;
    private static final MethodHandle WRITE;
    private static final MethodHandle FRESH;
    private static final MethodHandle COMPUTED;
    private static final MethodHandle RETYPED;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            IS_PENDING = lookup.findVirtual(State.class, "isPending", MethodType.methodType(boolean.class, long.class));
            WRITE = lookup.findVirtual(StateInitials.class, "write", MethodType.methodType(void.class, State.class, long.class,
                    Object.class, MethodHandle.class, Object.class));
            FRESH = lookup.findVirtual(StateStore.class, "fresh", MethodType.methodType(void.class, long.class, Object.class));
            COMPUTED = lookup.findStatic(States.class, "computed", MethodType.methodType(Object.class, MethodHandle.class, MethodHandle.class,
                    Object.class));
            RETYPED = lookup.findStatic(States.class, "retyped", MethodType.methodType(Object.class, Class.class, MethodHandle.class,
                    MethodHandle.class, Object.class));
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

    /** {@code (Object)void}: an object is new, and the field has no initial value but the default one. */
    MethodHandle fresh(Class<?> declaring, Evolution evolution, FieldPlace.InState place, String name, Class<?> type) {
        Bound bound = bound(LogicalMembers.load(place.stateClass(), declaring), declaring, evolution);
        return MethodHandles.insertArguments(FRESH, 0, bound.store(), bound.initials().bit(key(name, type)));
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
        if (initial instanceof Initial.Default) return MethodHandles.dropArguments(zero(type), 0, Object.class);
        if (initial instanceof Initial.Computed computed) return computed(declaring, computed, type);
        Initial.Converted converted = (Initial.Converted) initial;
        MethodHandle old = converted.fromStatic() ? physical.staticGetter(declaring, converted.from().name(), type(declaring, converted.from()))
                : getter(declaring, converted.from());
        if (converted.fromStatic()) old = MethodHandles.dropArguments(old, 0, declaring);
        if (Conversions.isAssignable(converted.from().descriptor(), type.descriptorString())) {
            return old.asType(MethodType.methodType(type, declaring)).asType(OF_OBJECT);
        }
        return MethodHandles.insertArguments(RETYPED, 0, type, old.asType(OF_OBJECT), value(declaring, converted.otherwise(), type));
    }

    private MethodHandle computed(Class<?> declaring, Initial.Computed computed, Class<?> type) {
        List<Class<?>> parameters = new ArrayList<>(List.of(declaring));
        MethodHandle[] getters = new MethodHandle[computed.from().size() + 1];
        for (int i = 1; i < getters.length; i++) {
            getters[i] = getter(declaring, computed.from().get(i - 1));
            parameters.add(getters[i].type().returnType());
        }
        Class<?> companion = LogicalMembers.load(computed.companion(), declaring);
        MethodHandle value = physical.ofStatic(companion, computed.method(), MethodType.methodType(type, parameters));
        MethodHandle ofObject = MethodHandles.permuteArguments(MethodHandles.filterArguments(value, 0, getters),
                MethodType.methodType(type, declaring), new int[getters.length]);
        return MethodHandles.insertArguments(COMPUTED, 0, ofObject.asType(OF_OBJECT), zero(type));
    }

    private MethodHandle getter(Class<?> declaring, Member field) {
        return physical.getter(declaring, field.name(), type(declaring, field));
    }

    private static Class<?> type(Class<?> declaring, Member field) {
        return LogicalMembers.fieldType(field.descriptor(), declaring.getClassLoader());
    }

    /** {@code ()Object}. */
    private static MethodHandle zero(Class<?> type) {
        return MethodHandles.zero(type).asType(MethodType.methodType(Object.class));
    }

    /** The object was made by other code, which the new one may not be able to do with; reading a field must not fail for that. */
    private static Object computed(MethodHandle code, MethodHandle zero, Object key) throws Throwable {
        try {
            return (Object) code.invokeExact(key);
        } catch (Exception | LinkageError | StackOverflowError e) {
            return (Object) zero.invokeExact();
        }
    }

    private static Object retyped(Class<?> type, MethodHandle old, MethodHandle otherwise, Object key) throws Throwable {
        Object value = Conversions.convert((Object) old.invokeExact(key), type.descriptorString());
        return type.isInstance(value) ? value : (Object) otherwise.invokeExact(key);
    }
}
