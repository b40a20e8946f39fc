package dev.molt.engine.linkage;

import dev.molt.boot.Overrides;
import dev.molt.boot.Traces;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.jdk.TypeNumbers;
import dev.molt.engine.vm.InternalAccess;
import dev.molt.engine.vm.Slots;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * What runs beneath translated code: it gives a meaning to every {@code invokedynamic} of ours, by the logical world of that moment.
 *
 * <p>An update publishes its evolutions after their companions are defined, redefines, relinks the call sites that are already linked,
 * and runs what static initialisers still have to run.
 */
public final class LinkageRuntime {
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(200);

    private final Instrumentation instrumentation;
    private final InternalAccess access;
    private final LogicalWorld world;
    private final Sites sites = new Sites();
    private final OverridePoints points;
    private final DisputedTypes types;
    private final Initialisations initialisations;

    private LinkageRuntime(Instrumentation instrumentation, InternalAccess access) {
        this.instrumentation = instrumentation;
        this.access = access;
        Lookup trusted = access.trustedLookup();
        world = new LogicalWorld(access);
        PhysicalMembers physical = new PhysicalMembers(trusted);
        LogicalMembers members = new LogicalMembers(world, physical);
        points = new OverridePoints(world, members, access);
        types = new DisputedTypes(world, members);
        MethodTargets targets = new MethodTargets(physical, points, types);
        points.targets(targets);
        types.targets(targets);
        initialisations = new Initialisations(world, trusted);
        States states = new States(physical, new Slots(trusted));
        world.states(states);
        StateCopies copies = new StateCopies(world, members, states, physical);
        new EngineLinker(world, members, sites, new MethodLinks(targets, physical, copies, initialisations),
                new FieldLinks(world, physical, states, initialisations), new ConstructorLinks(physical, new Making(trusted)), new OverrideLinks(points)).install();
        new TypeAnswers(world, members, copies).install();
    }

    /** Starts it; to be called once in a JVM, before the first translated class is defined. */
    public static LinkageRuntime start(Instrumentation instrumentation, InternalAccess access) {
        BootClasses.define(access);
        StateMap.startCleaning();
        return new LinkageRuntime(instrumentation, access);
    }

    /** The registry of evolved classes. */
    public LogicalWorld world() {
        return world;
    }

    /**
     * Switches to these versions, all at once. What is linked from now on is linked to them; companions must be defined, and classes that
     * are new to their loader, too.
     */
    public Publication publish(Collection<Evolution> evolutions) {
        for (Evolution e : evolutions) {
            if (e.loader() == null) continue;
            access.loaded(e.loader(), e.internalName().replace('/', '.')).ifPresent(type -> connect(type.getModule()));
        }
        return world.publish(evolutions, initialisations::of);
    }

    /** By which numbers the JDK's own code asks for interfaces that the program and the VM do not agree upon. */
    public TypeNumbers types() {
        return types;
    }

    /** Lets the classes of a module call our boot classes; {@link #publish} does so for evolved ones. */
    public void connect(Module module) {
        BootClasses.connect(instrumentation, module);
    }

    /** Makes the call sites that exist follow, after a publication or its undoing; these are the classes it replaced. */
    public void relink(Collection<Evolution> changed) {
        List<Class<?>> classes = new ArrayList<>(changed.size());
        for (Evolution e : changed) access.loaded(e.loader(), e.internalName().replace('/', '.')).ifPresent(classes::add);
        points.refresh();
        types.refresh();
        sites.relink(classes);
    }

    /**
     * Runs what the static initialiser of the newest version still has to run, unless it has been run.
     *
     * @throws Throwable what the initialiser threw
     */
    public void initialise(Class<?> type) throws Throwable {
        Evolved evolved = world.evolved(type);
        if (evolved != null) evolved.initialisation().ensure();
    }

    /**
     * The number under which a method of a JDK class asks {@link Overrides}; the same as long as the JVM lives.
     *
     * @param type the class that declares the method
     */
    public int overridable(Class<?> type, Member method) {
        connect(type.getModule());
        return points.number(type, method);
    }

    /** Lets something look at the stacks of threads as the VM has them. */
    <T> T asTheVmSees(Supplier<T> what) {
        return Traces.untouched(what);
    }

    /** False when arguments that were handed over are not taken within a second. */
    boolean awaitHandOvers() {
        long end = System.nanoTime() + LONGEST_WAIT;
        while (HandOver.anyPending()) {
            if (System.nanoTime() - end > 0) return false;
            LockSupport.parkNanos(PAUSE);
        }
        return true;
    }
}
