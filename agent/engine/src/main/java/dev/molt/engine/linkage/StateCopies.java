package dev.molt.engine.linkage;

import dev.molt.engine.evolve.FieldPlace;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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

    StateCopies(LogicalMembers members, States states) {
        this.members = members;
        this.states = states;
    }

    /** @param clone {@code (Object)Object} */
    MethodHandle carryOver(MethodHandle clone) {
        // (Object copy, Object original)
        return MethodHandles.foldArguments(COPY.bindTo(this), clone);
    }

    private Object copy(Object copy, Object original) {
        for (Class<?> c = original.getClass(); c != null; c = members.superclass(c)) {
            Evolved evolved = members.evolved(c);
            if (evolved == null) continue;
            Set<String> stateClasses = new LinkedHashSet<>();
            for (FieldPlace place : evolved.evolution().fields().values()) {
                if (place instanceof FieldPlace.InState in) stateClasses.add(in.stateClass());
            }
            for (FieldPlace.InState in : evolved.evolution().instances().fields().values()) stateClasses.add(in.stateClass());
            for (String name : stateClasses) {
                StateStore store = states.known(LogicalMembers.load(name, c));
                if (store != null) store.copy(copy, original);
            }
        }
        return copy;
    }
}
