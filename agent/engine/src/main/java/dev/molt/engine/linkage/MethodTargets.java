package dev.molt.engine.linkage;

import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import dev.molt.engine.vm.VmTypes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Handles to methods, wherever they are. */
final class MethodTargets {
    private final PhysicalMembers physical;
    private final OverridePoints points;
    private final DisputedTypes types;

    MethodTargets(PhysicalMembers physical, OverridePoints points, DisputedTypes types) {
        this.physical = physical;
        this.points = points;
        this.types = types;
    }

    /** A call of exactly this method; of an instance method, the receiver is the first parameter and not null. */
    MethodHandle exactly(Declared<MethodPlace> method, String name, MethodType type) {
        if (method.isAbstract()) throw LinkFailure.noImplementation(method.by(), method.by(), name, type);
        if (method.place() instanceof MethodPlace.Beside beside) return whoever(beside(method.by(), beside), method);
        MethodPlace.Beside detached = detached(method.by(), name, type);
        if (detached != null) return whoever(beside(method.by(), detached), method);
        return method.isStatic() ? physical.ofStatic(method.by(), name, type) : physical.special(method.by(), name, type);
    }

    /** The same for a {@code super} call, which means the body even where the receiver's class has an override that the body would ask for. */
    MethodHandle bypassing(LogicalMembers members, Declared<MethodPlace> method, String name, MethodType type) {
        MethodHandle target = exactly(method, name, type);
        if (!(method.place() instanceof MethodPlace.Physical) || detached(method.by(), name, type) != null) return target;
        OverridePoint point = points.of(method.by(), new Member(name, type.toMethodDescriptorString()));
        return withGuests(members, method, name, type, point == null ? target : point.bypassing(target));
    }

    private MethodPlace.Beside detached(Class<?> by, String name, MethodType type) {
        if (!VmTypes.isInterface(by)) return null;
        MethodPlace.Beside known = points.detached(by, name, type);
        return known != null || by.getClassLoader() != null ? known : types.body(by, new Member(name, type.toMethodDescriptorString()));
    }

    /** The receiver may be an object of an interface to the program alone, so that no cast may stand before the call. */
    private static MethodHandle whoever(MethodHandle target, Declared<MethodPlace> method) {
        boolean free = VmTypes.isInterface(method.by()) && !method.isStatic();
        return free ? MethodHandles.explicitCastArguments(target, target.type().changeParameterType(0, Object.class)) : target;
    }

    /** The same as {@link #exactly}, for receivers of one class, which may be guests of the method's. */
    MethodHandle of(LogicalMembers members, Declared<MethodPlace> method, String name, MethodType type, Class<?> receiver) {
        MethodPlace.Beside body = body(members, method, name, type);
        return body == null || method.by().isAssignableFrom(receiver) ? exactly(method, name, type) : beside(method.by(), body);
    }

    /** The same for all receivers. */
    MethodHandle ofAny(LogicalMembers members, Declared<MethodPlace> method, String name, MethodType type) {
        return withGuests(members, method, name, type, exactly(method, name, type));
    }

    private MethodHandle withGuests(LogicalMembers members, Declared<MethodPlace> method, String name, MethodType type, MethodHandle target) {
        MethodPlace.Beside body = body(members, method, name, type);
        return body == null ? target : Guests.choose(method.by(), target, beside(method.by(), body));
    }

    private static MethodPlace.Beside body(LogicalMembers members, Declared<MethodPlace> method, String name, MethodType type) {
        if (method.isStatic() || !(method.place() instanceof MethodPlace.Physical)) return null;
        Evolved evolved = members.evolved(method.by());
        return evolved == null ? null : evolved.evolution().instances().bodies().get(new Member(name, type.toMethodDescriptorString()));
    }

    MethodHandle beside(Class<?> by, MethodPlace.Beside place) {
        Class<?> companion = LogicalMembers.load(place.companion(), by);
        return physical.ofStatic(companion, place.name(), LogicalMembers.methodType(place.descriptor(), by.getClassLoader()));
    }
}
