package dev.molt.engine.linkage;

import dev.molt.engine.evolve.Instances;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import dev.molt.engine.linkage.DirectSite.Link;
import dev.molt.engine.vm.VmTypes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.List;

/** Links constructors: those that the physical class has, and those that go through one of these. */
final class ConstructorLinks {
    private static final String CONSTRUCTOR = "<init>";
    private static final MethodHandle FENCE;
    /** A trace begins where an exception is made, not in bodies of its constructors, which the VM does not take for such. */
    private static final MethodHandle TRACE;

    static {
        try {
            FENCE = MethodHandles.lookup().findStatic(VarHandle.class, "storeStoreFence", MethodType.methodType(void.class));
            TRACE = MethodHandles.lookup().findVirtual(Throwable.class, "fillInStackTrace", MethodType.methodType(Throwable.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final PhysicalMembers physical;
    private final Making making;
    private final ClassValue<Channel> channels = new ClassValue<>() {
        @Override
        protected Channel computeValue(Class<?> type) {
            return new Channel();
        }
    };

    ConstructorLinks(PhysicalMembers physical, Making making) {
        this.physical = physical;
        this.making = making;
    }

    /** A new object. */
    Link create(Reference reference, LogicalMembers members) {
        Class<?> owner = reference.ownerClass();
        MethodType type = reference.methodType();
        if (java.lang.reflect.Modifier.isAbstract(members.access(owner))) throw new InstantiationError(owner.getName());
        MethodPlace place = place(reference, members, owner, type);
        Class<?> made = made(members, owner);
        if (made == owner && place instanceof MethodPlace.Physical) return new Link(physical.constructor(owner, type));
        if (made == owner && place instanceof MethodPlace.Through through && !isAllocated(members, owner, type)) return new Link(through(owner, through, type));
        return new Link(allocated(room(members, owner, made), owner, type, members));
    }

    /** Not exceptions: the VM leaves its own frames of constructors out of their traces. */
    private static boolean isAllocated(LogicalMembers members, Class<?> owner, MethodType type) {
        return !Throwable.class.isAssignableFrom(owner) && body(members.evolved(owner), type) != null;
    }

    /** By the constructor that the VM has. */
    private MethodHandle through(Class<?> owner, MethodPlace.Through through, MethodType type) {
        MethodHandle carrier = carrier(owner, through);
        MethodHandle create = MethodHandles.foldArguments(MethodHandles.dropArguments(carrier, 0, type.parameterList()), put(owner, through, type));
        return dropOnFailure(create, owner);
    }

    /** The class of which the VM makes an object: a concrete one below a class that only the VM takes for abstract; or the vessel of one that it does not have. */
    private static Class<?> made(LogicalMembers members, Class<?> owner) {
        Evolved evolved = members.evolved(owner);
        String standIn = evolved == null ? null : evolved.evolution().instances().standIn();
        return standIn == null ? members.vmClass(owner) : LogicalMembers.load(standIn, owner);
    }

    /** {@code ()Object}: an object on which no constructor has run. */
    private MethodHandle room(LogicalMembers members, Class<?> owner, Class<?> made) {
        MethodHandle room = making.allocate(made);
        return members.vmClass(owner) == owner ? room : members.adopting(room, owner);
    }

    /** @param room {@code ()Object} */
    private MethodHandle allocated(MethodHandle room, Class<?> owner, MethodType type, LogicalMembers members) {
        MethodHandle run = initialiser(owner, type, members).asType(type.insertParameterTypes(0, owner));
        // (C, A)C; what a constructor writes to final fields is there for whoever gets the object (JLS 17.5)
        MethodHandle keep = MethodHandles.dropArguments(MethodHandles.foldArguments(MethodHandles.identity(owner), FENCE), 1, type.parameterList());
        MethodHandle both = MethodHandles.foldArguments(keep, run);
        MethodHandle create = MethodHandles.foldArguments(both, room.asType(MethodType.methodType(owner)));
        boolean traced = Throwable.class.isAssignableFrom(members.vmClass(owner)) && members.vmClass(owner) != owner;
        return traced ? MethodHandles.filterReturnValue(create, TRACE.asType(MethodType.methodType(owner, owner))) : create;
    }

    /** A constructor on an object that is there. */
    Link initialise(Reference reference, LogicalMembers members) {
        Class<?> owner = reference.ownerClass();
        MethodType type = reference.methodType();
        place(reference, members, owner, type);
        return new Link(initialiser(owner, type, members).asType(reference.type()));
    }

    /** {@code (Object A)V}, or with the class itself first. */
    private MethodHandle initialiser(Class<?> owner, MethodType type, LogicalMembers members) {
        Evolved evolved = members.evolved(owner);
        if (evolved == null) return making.initialise(owner, type);
        MethodPlace.Beside body = body(evolved, type);
        boolean physical = evolved.evolution().methods().get(constructor(type)) instanceof MethodPlace.Physical;
        if (body == null) return making.initialise(owner, type);
        Class<?> companion = LogicalMembers.load(body.companion(), owner);
        MethodHandle run = this.physical.ofStatic(companion, body.name(), LogicalMembers.methodType(body.descriptor(), owner.getClassLoader()));
        boolean alone = !physical || evolved.evolution().isReseated() || VmTypes.isInterface(owner);
        return alone ? run : Guests.choose(owner, making.initialise(owner, type), run.asType(run.type().changeParameterType(0, Object.class)));
    }

    private static MethodPlace.Beside body(Evolved evolved, MethodType type) {
        return evolved.evolution().instances().bodies().get(constructor(type));
    }

    private static Member constructor(MethodType type) {
        return new Member(CONSTRUCTOR, type.toMethodDescriptorString());
    }

    /** Lets the next call of the owner's passage through. */
    Link pass(Reference reference, LogicalMembers members) {
        MethodHandle put = channels.get(reference.ownerClass()).put();
        return new Link(MethodHandles.insertArguments(put, 0, (Object) new Object[] {Instances.PASSAGE}));
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
