package dev.molt.engine.linkage;

import dev.molt.engine.evolve.FieldPlace;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Carries added fields over to copies that {@link Object#clone()} makes. */
final class StateCopies {
    private static final String CLONEABLE = "java/lang/Cloneable";
    private static final MethodHandle COPY;
    private static final MethodHandle CLONE;

    static {
        try {
            COPY = MethodHandles.lookup().findVirtual(StateCopies.class, "copy",
                    MethodType.methodType(Object.class, Object.class, Object.class));
            CLONE = MethodHandles.lookup().findVirtual(StateCopies.class, "clone",
                    MethodType.methodType(Object.class, MethodHandle.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final LogicalWorld world;
    private final LogicalMembers members;
    private final States states;
    private final PhysicalMembers physical;

    StateCopies(LogicalWorld world, LogicalMembers members, States states, PhysicalMembers physical) {
        this.world = world;
        this.members = members;
        this.states = states;
        this.physical = physical;
    }

    /** @param clone {@code (Object)Object} */
    MethodHandle carryOver(MethodHandle clone) {
        MethodHandle made = world.disputed().contains(CLONEABLE) ? CLONE.bindTo(this).bindTo(clone) : clone;
        // (Object copy, Object original)
        return MethodHandles.foldArguments(COPY.bindTo(this), made);
    }

    /** As {@link Object#clone()}, for objects of classes that are cloneable to the program alone, or to the VM alone. */
    private Object clone(MethodHandle clone, Object original) throws Throwable {
        Class<?> type = original.getClass();
        boolean cloneable = members.isSubtype(members.classOf(original), Cloneable.class);
        if (cloneable == original instanceof Cloneable) return clone.invokeExact(original);
        if (!cloneable) throw new CloneNotSupportedException(type.getName());
        Object copy = physical.allocate(type);
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Map.Entry<String, Class<?>> field : fields(c).entrySet()) {
                MethodHandle get = physical.getter(c, field.getKey(), field.getValue());
                physical.setter(c, field.getKey(), field.getValue()).invoke(copy, get.invoke(original));
            }
        }
        return copy;
    }

    /** The instance fields that the VM keeps for a class. */
    private Map<String, Class<?>> fields(Class<?> type) {
        Map<String, Class<?>> fields = new LinkedHashMap<>();
        Evolved evolved = members.evolved(type);
        if (evolved == null) {
            for (Field f : type.getDeclaredFields()) {
                if (!Modifier.isStatic(f.getModifiers())) fields.put(f.getName(), f.getType());
            }
            return fields;
        }
        evolved.evolution().physicalFile().fields().stream().filter(f -> !Modifier.isStatic(f.access()))
                .forEach(f -> fields.put(f.name(), LogicalMembers.fieldType(f.descriptor(), type.getClassLoader())));
        return fields;
    }

    /** Gives an object what is kept beside another one. */
    Object copy(Object copy, Object original) {
        world.vessels().copy(copy, original);
        for (Class<?> c = members.classOf(original); c != null; c = members.superclass(c)) {
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
