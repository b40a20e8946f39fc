package dev.molt.engine.linkage;

import dev.molt.engine.evolve.Evolution;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/** Runs what static initialisers of new versions still have to run. */
final class Initialisations {
    private static final MethodType NOTHING = MethodType.methodType(void.class);

    private final LogicalWorld world;
    private final Lookup trusted;
    private final MethodHandle shouldBeInitialized;

    Initialisations(LogicalWorld world, Lookup trusted) {
        this.world = world;
        this.trusted = trusted;
        try {
            Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
            Object instance = trusted.findStatic(unsafe, "getUnsafe", MethodType.methodType(unsafe)).invoke();
            shouldBeInitialized = trusted.findVirtual(unsafe, "shouldBeInitialized", MethodType.methodType(boolean.class, Class.class))
                    .bindTo(instance);
        } catch (Throwable t) {
            throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") lacks an internal that Molt needs: " + t, t);
        }
    }

    /** What a version that is being published has to run. A class that is not initialised yet runs its new initialiser as a whole. */
    Initialisation of(Evolution evolution) {
        if (evolution.initialiser() == null) return Initialisation.NONE;
        Class<?> type = LogicalMembers.load(evolution.internalName(), evolution.loader());
        boolean whole = evolution.physicalFile().method("<clinit>", "()V") != null && !isInitialised(type);
        return whole ? Initialisation.NONE : new Initialisation(() -> run(evolution));
    }

    private boolean isInitialised(Class<?> type) {
        try {
            return !(boolean) shouldBeInitialized.invokeExact(type);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    private void run(Evolution evolution) throws Throwable {
        Class<?> companion = LogicalMembers.load(evolution.host(), evolution.loader());
        trusted.findStatic(companion, evolution.initialiser(), NOTHING).invokeExact();
    }

    /**
     * Initialises a class as an access to one of its statics does (JVMS 5.5).
     *
     * @return false when this thread is just initialising it, so that the next access has to ask again
     * @throws Throwable what the initialiser threw
     */
    boolean ensure(Class<?> type) throws Throwable {
        boolean physical = isInitialised(type);
        if (!physical) {
            trusted.in(type).ensureInitialized(type);
            physical = isInitialised(type);
        }
        Evolved evolved = world.evolved(type);
        return (evolved == null || evolved.initialisation().ensure()) && physical;
    }
}
