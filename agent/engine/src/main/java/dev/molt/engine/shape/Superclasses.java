package dev.molt.engine.shape;

import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.ClassImage;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.dependents.World;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.Vessel;
import dev.molt.engine.shape.Evolving.Surroundings;
import dev.molt.engine.statics.FieldDefault;
import dev.molt.engine.statics.FieldDefaults;
import dev.molt.engine.statics.NewVersion;
import dev.molt.engine.translate.Role;
import dev.molt.engine.translate.Subject;
import dev.molt.engine.vm.Loaders;
import dev.molt.engine.vm.VmTypes;
import dev.molt.protocol.report.Finding;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.FilterReader;
import java.io.FilterWriter;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Modifier;
import java.text.Format;
import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractQueue;
import java.util.AbstractSequentialList;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * Loaded classes that get another superclass. The VM's class keeps its own; so each new class above has to be something for objects that the
 * VM does not count among its instances, and each class that the VM has above has to let constructors through.
 *
 * <p>A superclass that is new itself is defined as an interface without members, which the VM's verifier takes every object for; all
 * that it is lives in its companions. So is a new class below one that is final or sealed to the VM, which makes its objects of that one.
 */
final class Superclasses {
    private static final String OBJECT = "java/lang/Object";
    private static final String RECORD = "java/lang/Record";
    /** Superclasses for others to extend, which no code of the JDK takes objects for: it goes by what is above them. */
    private static final Set<Class<?>> ADAPTERS = Set.of(FilterInputStream.class, FilterOutputStream.class, FilterReader.class, FilterWriter.class);
    /** Their constructors do nothing, or set a field that the right one sets again. */
    private static final Set<Class<?>> MAY_RUN_TWICE = Set.of(Object.class, Record.class, Number.class, InputStream.class, OutputStream.class,
            FilterInputStream.class, FilterOutputStream.class, Reader.class, Writer.class, AbstractCollection.class, AbstractList.class,
            AbstractSequentialList.class, AbstractSet.class, AbstractQueue.class, AbstractMap.class, AbstractExecutorService.class, Format.class);

    private final ChangeSet set;
    private final Surroundings around;
    private final List<Finding> findings;
    private final Map<Class<?>, Role> roles = new LinkedHashMap<>();
    private final Map<OnLoad, Role> waiting = new IdentityHashMap<>();
    private final Map<Object, byte[]> shapes = new IdentityHashMap<>();
    private final Map<Added, Vessel> vessels = new IdentityHashMap<>();

    Superclasses(ChangeSet set, Surroundings around, List<Finding> findings) {
        this.set = set;
        this.around = around;
        this.findings = findings;
    }

    /** Looks at a loaded class that changes; tells what stands against it. */
    void look(Changed c, ClassFile physical) {
        ClassFile next = c.next().file();
        boolean isClass = !next.isInterface() && !physical.isInterface();
        if (!isClass || Objects.equals(physical.superName(), next.superName())) return;
        ClassLoader loader = c.type().getClassLoader();
        Set<String> before = physicallyAbove(c.type());
        Set<String> after = Shapes.above(next, around.worlds().logical(loader));
        Set<String> more = minus(after, before);
        Set<String> less = minus(before, after);
        int known = findings.size();
        more.forEach(name -> gain(c, name));
        less.forEach(name -> lose(c, name));
        if (findings.size() > known) return;
        passages(c);
    }

    private static Set<String> physicallyAbove(Class<?> type) {
        Set<String> names = new LinkedHashSet<>();
        for (Class<?> c = type.getSuperclass(); c != null; c = c.getSuperclass()) names.add(c.getName().replace('.', '/'));
        return names;
    }

    private static Set<String> minus(Set<String> all, Set<String> without) {
        Set<String> rest = new LinkedHashSet<>(all);
        rest.removeAll(without);
        return rest;
    }

    private void gain(Changed c, String name) {
        ClassLoader loader = c.type().getClassLoader();
        for (Added a : set.added()) {
            if (!a.next().file().internalName().equals(name) || !Loaders.sees(loader, a.into())) continue;
            shapes.put(a, Shapes.marker(a.next().bytes()));
            return;
        }
        for (OnLoad o : set.onLoad()) {
            if (!o.next().file().internalName().equals(name) || !Loaders.sees(loader, o.in())) continue;
            waiting.put(o, Role.HOST);
            return;
        }
        Class<?> type = find(loader, name);
        if (type == null) {
            refuse(c, changed(c) + ", and " + dots(name) + " is not there", "give it, too");
        } else if (!Loaders.isJdk(type.getClassLoader()) || ADAPTERS.contains(type)) {
            role(type, Role.HOST);
        } else if (isPlainThrowable(type)) {
            role(type, Role.HOST);
            findings.add(Finding.warning(c.name(), c.loader(), null, changed(c) + ": code of the JDK that catches " + type.getName() + " does not catch it",
                    "it matters where the JDK calls code that throws it; a restart changes that"));
        } else if (!name.equals(RECORD)) {
            refuse(c, changed(c) + ", and " + dots(name) + " belongs to the JDK: its code can't run for objects that the VM made without it",
                    "keep the superclass and delegate to an object of the new one; or restart the JVM");
        }
    }

    private void lose(Changed c, String name) {
        Class<?> type = find(c.type().getClassLoader(), name);
        if (type == null || !Loaders.isJdk(type.getClassLoader()) || name.equals(RECORD)) return;
        refuse(c, changed(c) + ", and " + dots(name) + " belongs to the JDK: it goes on to take the objects of the class for its own",
                "keep the superclass until the next restart");
    }

    private void passages(Changed c) {
        for (Class<?> above = c.type().getSuperclass(); above != null; above = above.getSuperclass()) {
            if (!Loaders.isJdk(above.getClassLoader())) {
                role(above, Role.PASSAGE);
                continue;
            }
            if (!mayRunTwice(above)) {
                refuse(c, changed(c) + " below " + above.getName() + ", whose constructor would run twice",
                        "keep the superclass and delegate to an object of the new one; or restart the JVM");
            }
            return;
        }
    }

    /** Whether it has nothing but constructors, and is of the loader whose code HotSpot does not verify. */
    private static boolean isPlainThrowable(Class<?> type) {
        return Throwable.class.isAssignableFrom(type) && type.getClassLoader() == null && type.getDeclaredMethods().length == 0
                && Stream.of(type.getDeclaredFields()).allMatch(f -> Modifier.isStatic(f.getModifiers()));
    }

    /** Those of throwables set fields that the right one sets again, too. */
    private static boolean mayRunTwice(Class<?> type) {
        if (MAY_RUN_TWICE.contains(type)) return true;
        if (!Throwable.class.isAssignableFrom(type)) return false;
        try {
            type.getDeclaredConstructor();
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private void role(Class<?> type, Role role) {
        roles.merge(type, role, Role::and);
    }

    private Class<?> find(ClassLoader loader, String internalName) {
        return around.loaded().supertype(loader, dots(internalName));
    }

    private static String changed(Changed c) {
        String before = c.type().getSuperclass().getName();
        return "superclass changed (" + before + " -> " + dots(c.next().file().superName()) + ")";
    }

    private void refuse(Changed c, String problem, String remedy) {
        findings.add(Finding.refusal(c.name(), c.loader(), null, problem, remedy));
    }

    private static String dots(String internalName) {
        return internalName.replace('/', '.');
    }

    /** New classes below those of {@link #look} have the supertypes that the VM can have; to be called when all of these are known. */
    void lookAtNewOnes() {
        ClosedSuperclasses closed = new ClosedSuperclasses(set, shapes::containsKey, around, findings);
        closed.vessels().forEach((a, vessel) -> {
            vessels.put(a, vessel);
            shapes.put(a, Shapes.marker(a.next().bytes()));
        });
        closed.lenders().forEach(type -> role(type, Role.LENDER));
        for (Added a : set.added()) {
            if (shapes.containsKey(a) || a.next().file().isInterface()) continue;
            byte[] shape = below(a.next().bytes(), a.into());
            if (shape != null) shapes.put(a, shape);
        }
        for (OnLoad o : set.onLoad()) {
            byte[] shape = o.next().file().isInterface() ? null : below(o.next().bytes(), o.in());
            if (shape != null) shapes.put(o, shape);
        }
        Map<String, ClassFile> files = new HashMap<>();
        shapes.values().forEach(shape -> {
            ClassFile file = Evolving.parse(shape);
            files.put(file.internalName(), file);
        });
        around.worlds().physicalAs(files);
    }

    private byte[] below(byte[] logical, ClassLoader loader) {
        World world = around.worlds().logical(loader);
        return Shapes.below(logical, name -> isMarker(name, world, loader), world);
    }

    private boolean isMarker(String name, World world, ClassLoader loader) {
        for (byte[] shape : shapes.values()) {
            ClassFile file = Evolving.parse(shape);
            if (file.internalName().equals(name)) return file.isInterface();
        }
        ClassFile meant = world.lookup(name);
        return meant != null && !meant.isInterface() && around.loaded().named(name.replace('/', '.')).stream()
                .anyMatch(type -> VmTypes.isInterface(type) && Loaders.sees(loader, type.getClassLoader()));
    }

    /** A class that changes, in the role that it has. */
    Subject subject(Changed c, Subject subject) {
        return in(roles.getOrDefault(c.type(), Role.NONE), subject);
    }

    Subject subject(Added a) {
        byte[] shape = shapes.get(a);
        if (shape == null) return Subject.added(a.into(), a.next());
        ClassFile known = Evolving.parse(shape);
        MethodNode initialiser = known.isInterface() ? Shapes.initialiser(a.next().bytes()) : null;
        Subject subject = new Subject(a.into(), a.next(), new ClassImage(shape, known), null, 1, initialiser, Map.of(), Map.of(), Map.of(), false, Role.NONE);
        return in(new Role(initialiser != null || known.isInterface(), false, false, vessels.get(a)), subject);
    }

    Subject subject(OnLoad o) {
        byte[] shape = shapes.get(o);
        Subject subject = shape == null ? Subject.added(o.in(), o.next())
                : new Subject(o.in(), o.next(), new ClassImage(shape, Evolving.parse(shape)), null, 1, null, Map.of(), Map.of(), Map.of(), false, Role.NONE);
        return in(waiting.getOrDefault(o, Role.NONE), subject);
    }

    private static Subject in(Role role, Subject subject) {
        if (role.equals(Role.NONE)) return subject;
        return subject.with(role, role.hosts() && role.vessel() == null ? defaults(subject) : Map.of());
    }

    private static Map<Member, FieldDefault> defaults(Subject subject) {
        Set<Member> fields = new HashSet<>();
        for (Field f : subject.logical().file().fields()) {
            if ((f.access() & Opcodes.ACC_STATIC) == 0) fields.add(new Member(f.name(), f.descriptor()));
        }
        return FieldDefaults.of(subject.logical().bytes(), subject.logical().bytes(), fields, NewVersion.NONE);
    }

    /** Classes that are not in the update, and have a role to play that they do not play yet. */
    Map<Class<?>, Role> others() {
        Map<Class<?>, Role> others = new LinkedHashMap<>(roles);
        set.changed().forEach(c -> others.remove(c.type()));
        others.entrySet().removeIf(e -> !e.getValue().lends() && around.running().evolution(e.getKey())
                .filter(v -> (!e.getValue().hosts() || v.instances().guests()) && (!e.getValue().passes() || v.instances().passage() != null))
                .isPresent());
        return others;
    }

    /** Puts a class that is not in the update into its role. */
    Subject subject(Class<?> type, Subject unchanged) {
        return in(roles.get(type), unchanged);
    }
}
