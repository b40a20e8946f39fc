package dev.molt.engine.linkage;

import dev.molt.engine.classfile.Field;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import dev.molt.engine.vm.InternalAccess;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;

/**
 * The classes that changed their shape, as their newest versions want them. Whatever it knows of a loader's classes hangs on that
 * loader: a dropped application can be collected.
 */
public final class LogicalWorld {
    private final InternalAccess access;
    private final Object key;
    private final LoaderWorld boot = new LoaderWorld();
    private final List<WeakReference<LoaderWorld>> loaders = new ArrayList<>();
    private final ClassValue<LoaderWorld> byClass = new ClassValue<>() {
        @Override
        protected LoaderWorld computeValue(Class<?> type) {
            return of(type.getClassLoader());
        }
    };
    private final ClassValue<Answer> answers = new ClassValue<>() {
        @Override
        protected Answer computeValue(Class<?> type) {
            return new Answer(type);
        }
    };
    private volatile long stamp;
    private volatile Set<String> disputed = Set.of();
    private volatile Displaced displaced = new Displaced(0, Set.of(), Map.of(), Map.of());
    private final Vessels vessels = new Vessels(this);
    private States states;

    LogicalWorld(InternalAccess access) {
        this.access = access;
        this.key = key(access.trustedLookup());
    }

    /** A key as the JDK uses them in the map, since it casts those that it finds there. */
    private static Object key(MethodHandles.Lookup trusted) {
        try {
            return trusted.findConstructor(Class.forName("jdk.internal.loader.ClassLoaderValue"), MethodType.methodType(void.class)).invoke();
        } catch (Throwable t) {
            throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") lacks an internal that Molt needs: " + t, t);
        }
    }

    /** The class that an object is of, which may be one that the VM knows nothing of. */
    public Class<?> classOf(Object object) {
        return vessels.classOf(object);
    }

    /** The newest version of a class, or null where its shape has not changed. */
    public Evolution of(Class<?> type) {
        Evolved evolved = evolved(type);
        return evolved == null ? null : evolved.evolution();
    }

    Vessels vessels() {
        return vessels;
    }

    void states(States kept) {
        states = kept;
    }

    /** {@code (Object)S}: the object of a state class that keeps an added instance field of an object. */
    public MethodHandle state(Class<?> declaring, Member field) {
        Evolution evolution = of(declaring);
        FieldPlace.InState place = (FieldPlace.InState) evolution.fields().get(field);
        return states.state(declaring, evolution, place, field.name(), LogicalMembers.fieldType(field.descriptor(), declaring.getClassLoader()));
    }

    /** The newest version of the class that a loader defines, or null. */
    public Evolution of(ClassLoader loader, String internalName) {
        Evolved evolved = of(loader).get(internalName);
        return evolved == null ? null : evolved.evolution();
    }

    Evolved evolved(Class<?> type) {
        return type.isArray() || type.isPrimitive() ? null : answers.get(type).now();
    }

    /** What the world knows of one class: asked again when the world has changed. */
    private final class Answer {
        private final Class<?> type;
        private At last;

        private record At(long stamp, Evolved evolved) {}

        Answer(Class<?> type) {
            this.type = type;
        }

        Evolved now() {
            At known = last;
            long now = stamp;
            if (known == null || known.stamp != now) {
                LoaderWorld world = byClass.get(type);
                known = new At(now, world.classes().isEmpty() ? null : world.get(internalName(type)));
                last = known;
            }
            return known.evolved;
        }
    }

    /** What the last switch of a class superseded, or null. */
    LoaderWorld.Superseded superseded(Class<?> type) {
        return type.isArray() || type.isPrimitive() ? null : byClass.get(type).superseded(internalName(type));
    }

    static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /** Grows with every publication and every undo. */
    long stamp() {
        return stamp;
    }

    /** Replaces what was known of these classes; all other classes stay. */
    synchronized Publication publish(Collection<Evolution> evolutions, Initialisation.Factory initialisations) {
        Publication publication = new Publication(this);
        Map<LoaderWorld, Map<String, Evolved>> next = new LinkedHashMap<>();
        for (Evolution e : evolutions) {
            vessels.prepare(e);
            LoaderWorld world = of(e.loader());
            Evolved now = new Evolved(e, initialisations.of(e));
            next.computeIfAbsent(world, w -> new HashMap<>(w.classes())).put(e.internalName(), now);
        }
        next.forEach((world, classes) -> world.replace(publication, Map.copyOf(classes)));
        disputed = disputes();
        stamp++;
        return publication;
    }

    synchronized void undo(Publication publication) {
        forEachLoader(world -> world.undo(publication));
        disputed = disputes();
        stamp++;
    }

    private Set<String> disputes() {
        Set<String> all = new HashSet<>();
        for (Evolved evolved : all()) {
            Evolution e = evolved.evolution();
            all.addAll(e.lineage().disputed());
            if (e.instances().isOfOtherClass()) all.add(e.internalName());
        }
        return Set.copyOf(all);
    }

    /** The types that some object has to the program and not to the VM, or the other way round, by internal name. */
    public Set<String> disputed() {
        return disputed;
    }

    /** Whether every class has the shape that it was loaded with. */
    public synchronized boolean isEmpty() {
        return all().isEmpty();
    }

    /** What the VM does not find where it is declared, as of a stamp. It keeps no class alive. */
    private record Displaced(long stamp, Set<Member> members, Map<Member, Set<String>> unlocked, Map<Member, List<WeakReference<Evolved>>> left) {}

    /** Members of all these classes that the VM does not find where they are declared. */
    Set<Member> displaced() {
        return knownDisplaced().members;
    }

    /** Methods of all these classes that are synchronized no more, with the classes. */
    Map<Member, Set<String>> unlocked() {
        return knownDisplaced().unlocked;
    }

    private Displaced knownDisplaced() {
        Displaced known = displaced;
        return known.stamp == stamp ? known : findDisplaced();
    }

    private synchronized Displaced findDisplaced() {
        Set<Member> members = new HashSet<>();
        Map<Member, Set<String>> unlocked = new HashMap<>();
        Map<Member, List<WeakReference<Evolved>>> left = new HashMap<>();
        for (Evolved evolved : all()) {
            Evolution e = evolved.evolution();
            members.addAll(e.displaced());
            for (Member m : e.unlocked()) unlocked.computeIfAbsent(m, u -> new HashSet<>()).add(e.internalName());
            for (Field f : e.physicalFile().fields()) {
                if (isLeft(f, e)) left.computeIfAbsent(new Member(f.name(), f.descriptor()), m -> new ArrayList<>()).add(new WeakReference<>(evolved));
            }
        }
        displaced = new Displaced(stamp, Set.copyOf(members), Map.copyOf(unlocked), Map.copyOf(left));
        return displaced;
    }

    /** Whether the VM alone has this instance field: it is gone from the class, static now, or has moved up or down. */
    static boolean isLeft(Field physical, Evolution e) {
        Field logical = e.logicalFile().field(physical.name(), physical.descriptor());
        return (physical.access() & Opcodes.ACC_STATIC) == 0 && (logical == null || (logical.access() & Opcodes.ACC_STATIC) != 0);
    }

    /** The classes whose objects have such a field to the VM alone: it is gone, or has moved up or down. */
    List<Evolved> leftBehind(Member field) {
        return knownDisplaced().left.getOrDefault(field, List.of()).stream().map(WeakReference::get).filter(Objects::nonNull).toList();
    }

    /** Whether this method of a companion is the code of a method as its class has it now. */
    boolean isCurrent(String companion, String method) {
        return all().stream().flatMap(e -> e.evolution().methods().values().stream())
                .anyMatch(place -> place instanceof MethodPlace.Beside b && b.companion().equals(companion) && b.name().equals(method));
    }

    /** Every class of the world, of all loaders. */
    synchronized List<Evolved> all() {
        List<Evolved> all = new ArrayList<>();
        forEachLoader(world -> all.addAll(world.classes().values()));
        return all;
    }

    private void forEachLoader(Consumer<LoaderWorld> action) {
        action.accept(boot);
        loaders.removeIf(reference -> reference.refersTo(null));
        for (WeakReference<LoaderWorld> reference : loaders) {
            LoaderWorld world = reference.get();
            if (world != null) action.accept(world);
        }
    }

    private LoaderWorld of(ClassLoader loader) {
        if (loader == null) return boot;
        Map<Object, Object> values = access.values(loader);
        LoaderWorld known = (LoaderWorld) values.get(key);
        return known != null ? known : create(values);
    }

    private synchronized LoaderWorld create(Map<Object, Object> values) {
        LoaderWorld known = (LoaderWorld) values.get(key);
        if (known != null) return known;
        LoaderWorld created = new LoaderWorld();
        values.put(key, created);
        loaders.add(new WeakReference<>(created));
        return created;
    }
}
