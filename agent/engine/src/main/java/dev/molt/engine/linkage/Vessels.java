package dev.molt.engine.linkage;

import dev.molt.boot.State;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.Vessel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;

/**
 * The objects that the program counts among a class which the VM could not be given, since it loaded the superclass as final or sealed. To the
 * VM they are objects of that superclass, or of a class below it: their <em>vessel</em>.
 */
final class Vessels {
    private static final MethodHandle ADOPT;

    static {
        try {
            ADOPT = MethodHandles.lookup().findVirtual(Vessels.class, "adopt", MethodType.methodType(Object.class, Class.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The class of an object, kept beside it. */
    private static final class Kind extends State {
        private volatile Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }
    }

    /** Of one class of the VM. */
    private static final class Contents {
        private volatile StateMap kinds;
    }

    private final LogicalWorld world;
    private final ClassValue<Contents> contents = new ClassValue<>() {
        @Override
        protected Contents computeValue(Class<?> type) {
            return new Contents();
        }
    };
    private volatile boolean any;

    Vessels(LogicalWorld world) {
        this.world = world;
    }

    /** To be called before an evolution is published. */
    void prepare(Evolution e) {
        Vessel vessel = e.instances().vessel();
        if (vessel == null) return;
        Contents of = contents.get(LogicalMembers.load(vessel.made(), e.loader()));
        if (of.kinds == null) of.kinds = new StateMap(Kind.class, null, new StateInitials(Map.of()));
        any = true;
    }

    /** The class that an object is of to the program, but for those of {@link Host#isStandIn}. */
    Class<?> classOf(Object object) {
        Class<?> type = object.getClass();
        return any ? kind(type, object) : type;
    }

    private Class<?> kind(Class<?> type, Object object) {
        StateMap kinds = contents.get(type).kinds;
        State known = kinds == null ? null : kinds.known(object);
        if (known == null) return type;
        Class<?> kind = ((Kind) known).type;
        return of(kind) == type ? kind : type; // an update that was taken back leaves an object of its vessel
    }

    /** The class of the VM that objects of a class are of. */
    Class<?> of(Class<?> type) {
        Evolved evolved = any ? world.evolved(type) : null;
        Vessel vessel = evolved == null ? null : evolved.evolution().instances().vessel();
        return vessel == null ? type : LogicalMembers.load(vessel.made(), type);
    }

    /** Whether the class of an object does not tell what it is. */
    boolean isVessel(Class<?> type) {
        return any && contents.get(type).kinds != null;
    }

    /** {@code (Object)Object}: makes an object of the vessel, on which no constructor has run, one of the class. */
    MethodHandle adopting(Class<?> type) {
        return ADOPT.bindTo(this).bindTo(type);
    }

    private Object adopt(Class<?> type, Object object) {
        contents.get(object.getClass()).kinds.put(object, new Kind(type));
        return object;
    }

    /** Makes a copy what its original is. */
    void copy(Object copy, Object original) {
        StateMap kinds = any ? contents.get(original.getClass()).kinds : null;
        State known = kinds == null ? null : kinds.known(original);
        if (known == null) return;
        Class<?> type = ((Kind) known).type;
        ((Kind) kinds.put(copy, new Kind(type))).type = type;
    }
}
