package dev.molt.engine.linkage;

import dev.molt.engine.evolve.FieldPlace;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;

/** Carries added fields over to copies that {@link Object#clone()} makes. */
final class StateCopies {
    private static final MethodHandle COPY;

    static {
        try {
            COPY = MethodHandles.lookup().findVirtual(StateCopies.class, "copy",
                    MethodType.methodType(Object.class, Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final LogicalMembers members;
    private final States states;
    private final PhysicalMembers physical;

    StateCopies(LogicalMembers members, States states, PhysicalMembers physical) {
        this.members = members;
        this.states = states;
        this.physical = physical;
    }

    /** @param clone {@code (Object)Object} */
    MethodHandle carryOver(MethodHandle clone) {
        // (Object copy, Object original)
        return MethodHandles.foldArguments(COPY.bindTo(this), clone);
    }

    private Object copy(Object copy, Object original) throws Throwable {
        for (Class<?> c = original.getClass(); c != null; c = members.superclass(c)) {
            Evolved evolved = members.evolved(c);
            if (evolved == null) continue;
            Set<String> stateClasses = new LinkedHashSet<>();
            for (FieldPlace place : evolved.evolution().fields().values()) {
                if (place instanceof FieldPlace.InState in) stateClasses.add(in.stateClass());
            }
            for (FieldPlace.InState in : evolved.evolution().instances().fields().values()) stateClasses.add(in.stateClass());
            for (String name : stateClasses) copy(states.known(LogicalMembers.load(name, c)), copy, original);
        }
        return copy;
    }

    private void copy(States.Bound bound, Object copy, Object original) throws Throwable {
        StateEntry from = bound == null ? null : bound.map().peek(original);
        if (from == null) return;
        synchronized (from) {
            Object state = bound.map().newState();
            for (Field field : from.state.getClass().getDeclaredFields()) copy(field, from.state, state);
            bound.map().put(copy, state, from.pending());
        }
    }

    private void copy(Field field, Object from, Object to) throws Throwable {
        if (Modifier.isStatic(field.getModifiers())) return;
        Class<?> type = field.getDeclaringClass();
        MethodHandle get = physical.getter(type, field.getName(), field.getType());
        MethodHandle set = physical.setter(type, field.getName(), field.getType());
        set.invoke(to, get.invoke(from));
    }
}
