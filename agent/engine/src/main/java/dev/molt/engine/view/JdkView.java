package dev.molt.engine.view;

import dev.molt.boot.Lookups;
import dev.molt.boot.Target;
import dev.molt.boot.Transformation;
import dev.molt.boot.View;
import dev.molt.engine.linkage.LogicalWorld;
import dev.molt.engine.vm.InternalAccess;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lets the JDK, and all who ask it, see evolved classes as their newest version: in stack traces, reflection, serialization, enum
 * collections.
 *
 * <p>The JDK's classes are untouched until {@link #install}, and are again as they were after {@link #close}, except for those that keep
 * reflective objects of ours away from native code, and that mend enum collections, where the application may still have such objects.
 */
public final class JdkView implements AutoCloseable {
    private final Instrumentation instrumentation;
    private final LiveView view;
    private final LiveLookup lookup;
    private final Roots<Ours> roots;
    private final ClassCaches caches;
    private final DerivedCaches derived;
    private final ClassFlags flags;
    private final HookTransformer transformer = new HookTransformer();
    private State state = State.UNTOUCHED;

    private enum State { UNTOUCHED, GUARDED, INSTALLED }

    private JdkView(Instrumentation instrumentation, LiveView view, LiveLookup lookup, Roots<Ours> roots, ClassCaches caches,
                    DerivedCaches derived, ClassFlags flags) {
        this.instrumentation = instrumentation;
        this.view = view;
        this.lookup = lookup;
        this.roots = roots;
        this.caches = caches;
        this.derived = derived;
        this.flags = flags;
    }

    /** As {@link #open(Instrumentation, InternalAccess, Evolved)}, for the classes of that world. */
    public static JdkView open(Instrumentation instrumentation, InternalAccess access, LogicalWorld world) {
        Lookup trusted = access.trustedLookup();
        try {
            return open(instrumentation, access, new LinkedMembers(world, new MemberNames(trusted), trusted));
        } catch (ReflectiveOperationException e) {
            throw lacks(e);
        }
    }

    private static UnsupportedOperationException lacks(ReflectiveOperationException e) {
        return new UnsupportedOperationException("this JDK (" + Runtime.version() + ") lacks an internal that Molt needs: " + e, e);
    }

    /**
     * Looks at the JDK's internals; changes none of its classes. The boot classes must be defined.
     *
     * @throws UnsupportedOperationException where this JDK is not what we expect; the message says in what
     */
    public static JdkView open(Instrumentation instrumentation, InternalAccess access, Evolved evolved) {
        Lookup trusted = access.trustedLookup();
        Module base = Object.class.getModule();
        Module boot = View.class.getModule();
        Module engine = JdkView.class.getModule();
        instrumentation.redefineModule(base, Set.of(boot), Map.of("jdk.internal.reflect", Set.of(boot, engine)),
                Map.of(), Set.of(), Map.of());
        instrumentation.redefineModule(instrumentation.getClass().getModule(), Set.of(boot), Map.of(), Map.of(), Set.of(), Map.of());
        Transformation.own(instrumentation);
        try {
            JdkInternals jdk = JdkInternals.find(instrumentation, trusted);
            Roots<Ours> roots = new Roots<>();
            Generations generations = new Generations(evolved, jdk.members(), jdk.mirrors(), new Accessors(access, trusted), roots);
            LiveView view = new LiveView(evolved, jdk.members(), generations, roots, jdk.enums(), jdk.streams());
            return new JdkView(instrumentation, view, new LiveLookup(evolved, view, jdk.lookups(), trusted), roots, jdk.caches(), jdk.derived(),
                    jdk.flags());
        } catch (ReflectiveOperationException e) {
            throw lacks(e);
        }
    }

    /**
     * Installs all hooks, in one step, unless they are. To be called before the first evolved class is published.
     *
     * @throws UnsupportedOperationException where a class of the JDK does not take them; then none is in place
     */
    public synchronized void install() {
        if (state == State.INSTALLED) return;
        if (state == State.UNTOUCHED) instrumentation.addTransformer(transformer, true);
        State before = state;
        View.install(view);
        Lookups.install(lookup);
        try {
            use(JdkHooks.all());
            state = State.INSTALLED;
        } catch (UnsupportedOperationException e) {
            state = State.INSTALLED;
            back(before);
            throw e;
        }
    }

    /**
     * Makes the JDK forget what it knew of these classes: to be called whenever classes got another shape or went back to an earlier one,
     * after the new shape is published, and of enums after their constants are what they are to be.
     */
    public synchronized void refresh(Set<Class<?>> evolved) {
        for (Class<?> type : evolved) flags.show(type, view.modifiers(type, flags.physical(type)));
        Target.renew();
        Class<?>[] loaded = instrumentation.getAllLoadedClasses();
        caches.flush(evolved, loaded);
        derived.flush(evolved, loaded);
        View.changed(caches.changedEnums());
    }

    /**
     * Lets collections that were made for an enum follow its constants from now on, at the moment they are next used. To be called before
     * the enum's initialiser gives it others.
     */
    public synchronized void follow(Class<?> type) {
        caches.changes(type);
        View.changed(caches.changedEnums());
    }

    /** Takes the hooks back. To be called when no class is evolved any more, after {@link #refresh}. */
    @Override
    public synchronized void close() {
        if (state == State.INSTALLED) back(roots.isEmpty() && caches.changedEnums() == null ? State.UNTOUCHED : State.GUARDED);
    }

    private void back(State wanted) {
        if (wanted == State.UNTOUCHED) instrumentation.removeTransformer(transformer);
        use(wanted == State.UNTOUCHED ? Map.of() : JdkHooks.guards(caches.changedEnums() != null));
        if (wanted == State.UNTOUCHED) View.install(null);
        Lookups.install(null);
        state = wanted;
    }

    private void use(Map<String, List<Hook>> hooks) {
        transformer.use(hooks);
        try {
            List<Class<?>> types = new ArrayList<>();
            for (String name : JdkHooks.all().keySet()) types.add(Class.forName(name.replace('/', '.'), false, null));
            instrumentation.retransformClasses(types.toArray(Class[]::new));
        } catch (UnmodifiableClassException | ClassNotFoundException | LinkageError e) {
            throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") does not take Molt's hooks: " + e, e);
        }
        Map<String, Exception> failures = new TreeMap<>(transformer.failures());
        if (failures.isEmpty()) return;
        throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") is not what Molt's hooks expect: "
                + String.join("; ", failures.values().stream().map(Exception::getMessage).toList()));
    }
}
