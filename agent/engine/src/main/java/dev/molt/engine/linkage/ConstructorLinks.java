package dev.molt.engine.linkage;

import dev.molt.engine.evolve.MethodPlace;
import dev.molt.engine.linkage.DirectSite.Link;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/** Links constructors: those that the physical class has, and those that go through one of these. */
final class ConstructorLinks {
    private static final String CONSTRUCTOR = "<init>";

    private final PhysicalMembers physical;
    private final Construction construction;
    private final ClassValue<Channel> channels = new ClassValue<>() {
        @Override
        protected Channel computeValue(Class<?> type) {
            return new Channel();
        }
    };

    ConstructorLinks(PhysicalMembers physical, Construction construction) {
        this.physical = physical;
        this.construction = construction;
    }

    /** A new object. */
    Link create(Reference reference, LogicalMembers members) {
        Class<?> owner = reference.ownerClass();
        MethodType type = reference.methodType();
        if (java.lang.reflect.Modifier.isAbstract(members.access(owner))) throw new InstantiationError(owner.getName());
        MethodPlace place = place(reference, members, owner, type);
        if (!(place instanceof MethodPlace.Through through)) return new Link(physical.constructor(owner, type));
        // the VM leaves the constructors of an exception out of its stack trace, and knows them by what they are
        boolean direct = through.code() != null && construction.isPossible() && !Throwable.class.isAssignableFrom(owner);
        if (direct) return new Link(construction.object(owner, code(owner, through.code())));
        MethodHandle carrier = carrier(owner, through);
        MethodHandle create = MethodHandles.foldArguments(MethodHandles.dropArguments(carrier, 0, type.parameterList()), put(owner, through, type));
        return new Link(dropOnFailure(create, owner));
    }

    /** What a constructor does with an object that is there. */
    Link code(Reference reference, LogicalMembers members) {
        Class<?> owner = reference.ownerClass();
        MethodType type = reference.methodType();
        MethodPlace place = place(reference, members, owner, type);
        if (place instanceof MethodPlace.Through through) return new Link(code(owner, through.code()));
        return new Link(construction.code(owner, type));
    }

    private MethodHandle code(Class<?> owner, MethodPlace.Beside place) {
        Class<?> companion = LogicalMembers.load(place.companion(), owner);
        return physical.ofStatic(companion, place.name(), LogicalMembers.methodType(place.descriptor(), owner.getClassLoader()));
    }

    /** The hand-over before {@code super(...)} and {@code this(...)}. */
    Link stash(Reference reference, LogicalMembers members) {
        Class<?> owner = reference.ownerClass();
        MethodType type = reference.methodType();
        MethodPlace place = place(reference, members, owner, type);
        if (place instanceof MethodPlace.Through through) return new Link(put(owner, through, type));
        // Fails where there is no such constructor at all any more.
        physical.constructor(owner, type);
        throw new IncompatibleClassChangeError("Constructor " + owner.getName() + LinkFailure.call("", type) + " is no longer a path of another one");
    }

    /** What was handed over to a carrier of the owner. */
    Link take(Reference reference, LogicalMembers members) {
        return new Link(channels.get(reference.ownerClass()).take());
    }

    private static MethodPlace place(Reference reference, LogicalMembers members, Class<?> owner, MethodType type) {
        Declared<MethodPlace> found = members.method(owner, CONSTRUCTOR, type);
        if (found == null && members.evolved(owner) == null) return new MethodPlace.Physical();
        if (found == null) throw LinkFailure.noMethod(owner, CONSTRUCTOR, type);
        new Host(members).check(reference.host(), owner, found, "method '" + LinkFailure.signature(owner, CONSTRUCTOR, type) + "'");
        return found.place();
    }

    private MethodHandle carrier(Class<?> owner, MethodPlace.Through through) {
        MethodHandle carrier = physical.constructor(owner, LogicalMembers.methodType(through.carrier(), owner.getClassLoader()));
        List<Class<?>> parameters = carrier.type().parameterList();
        Object[] defaults = parameters.stream().map(ConstructorLinks::defaultValue).toArray();
        return MethodHandles.insertArguments(carrier, 0, defaults);
    }

    private static Object defaultValue(Class<?> type) {
        return type.isPrimitive() ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0) : null;
    }

    private MethodHandle put(Class<?> owner, MethodPlace.Through through, MethodType type) {
        MethodHandle put = channels.get(owner).put().asCollector(Object[].class, type.parameterCount() + 1);
        return MethodHandles.insertArguments(put, 0, (Object) through.path()).asType(type);
    }

    /** Where the carrier did not come to take: its stack frame found no room. */
    private static MethodHandle dropOnFailure(MethodHandle create, Class<?> owner) {
        MethodHandle rethrow = MethodHandles.throwException(owner, Throwable.class);
        MethodHandle drop = MethodHandles.foldArguments(rethrow, MethodHandles.dropArguments(HandOver.DROP, 0, Throwable.class));
        return MethodHandles.catchException(create, Throwable.class, drop);
    }
}
