package dev.molt.engine.view;

import dev.molt.boot.LogicalView;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.InnerClass;
import dev.molt.engine.classfile.SlotField;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.FieldPlace;
import java.io.Externalizable;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.objectweb.asm.Opcodes;

/** Answers the JDK's questions about evolved classes out of their newest version. */
final class LiveView implements LogicalView {
    private final Evolved evolved;
    private final JdkMembers jdk;
    private final Generations generations;
    private final Roots<Ours> roots;
    private final EnumMender mender;
    private final StreamFields streams;
    private final Nests nests;
    private final ClassValue<Listing> listings = new ClassValue<>() {
        @Override
        protected Listing computeValue(Class<?> type) {
            return new Listing(type);
        }
    };

    /**
     * The generations of one class, each made when somebody first asks for it. The earlier ones are kept, for objects of theirs that the application
     * keeps. No lock is held while one is made, since that may load classes; of two that were made at once, one is kept.
     */
    private final class Listing {
        private final Class<?> type;
        private volatile Generation[] all = {};

        Listing(Class<?> type) {
            this.type = type;
        }

        /** Whether there are reflective objects of ours for members of the class. */
        boolean isEmpty() {
            return all.length == 0;
        }

        Generation of(Evolution evolution) {
            Generation known = find(evolution);
            return known != null ? known : add(generations.of(type, evolution));
        }

        private Generation find(Evolution evolution) {
            for (Generation g : all) {
                if (g.evolution() == evolution) return g;
            }
            return null;
        }

        private synchronized Generation add(Generation made) {
            Generation known = find(made.evolution());
            if (known != null) return known;
            Generation[] more = Arrays.copyOf(all, all.length + 1);
            more[all.length] = made;
            all = more;
            return made;
        }
    }

    LiveView(Evolved evolved, JdkMembers jdk, Generations generations, Roots<Ours> roots, EnumMender mender,
             StreamFields streams) {
        this.evolved = evolved;
        this.jdk = jdk;
        this.generations = generations;
        this.roots = roots;
        this.mender = mender;
        this.streams = streams;
        this.nests = new Nests(evolved);
    }

    /** Null for a class that is what the VM says. */
    Generation generation(Class<?> type) {
        Optional<Evolution> evolution = evolved.of(type);
        return evolution.isEmpty() ? null : listings.get(type).of(evolution.get());
    }

    @Override
    public Method[] methods(Class<?> type, Method[] physical, boolean publicOnly) {
        Generation g = generation(type);
        return g == null ? physical : publicOnly ? publics(g.methods()) : g.methods().clone();
    }

    @Override
    public Field[] fields(Class<?> type, Field[] physical, boolean publicOnly) {
        Generation g = generation(type);
        return g == null ? physical : publicOnly ? publics(g.fields()) : g.fields().clone();
    }

    @Override
    public Constructor<?>[] constructors(Class<?> type, Constructor<?>[] physical, boolean publicOnly) {
        Generation g = generation(type);
        return g == null ? physical : publicOnly ? publics(g.constructors()) : g.constructors().clone();
    }

    @Override
    public Method[] methodsOfVm(Class<?> type, Method[] logical, boolean publicOnly) {
        return evolved.of(type).isEmpty() ? logical : jdk.methods(type, publicOnly);
    }

    @Override
    public Field[] fieldsOfVm(Class<?> type, Field[] logical, boolean publicOnly) {
        if (evolved.of(type).isEmpty()) return logical;
        return Arrays.stream(jdk.fields(type, publicOnly)).filter(f -> !f.getName().equals(SlotField.NAME)).toArray(Field[]::new);
    }

    @Override
    public Constructor<?>[] constructorsOfVm(Class<?> type, Constructor<?>[] logical, boolean publicOnly) {
        return evolved.of(type).isEmpty() ? logical : jdk.constructors(type, publicOnly);
    }

    @Override
    public Class<?>[] interfacesOfVm(Class<?> type, Class<?>[] logical) {
        return evolved.of(type).map(e -> named(type, e.physicalFile().interfaces())).orElse(logical);
    }

    private static <M extends Member> M[] publics(M[] members) {
        M[] result = members.clone();
        int n = 0;
        for (M m : members) {
            if (Modifier.isPublic(m.getModifiers())) result[n++] = m;
        }
        return Arrays.copyOf(result, n);
    }

    @Override
    public RecordComponent[] components(Class<?> type, RecordComponent[] physical) {
        Generation g = generation(type);
        return g == null ? physical : g.components().clone();
    }

    @Override
    public Class<?>[] permitted(Class<?> type, Class<?>[] physical) {
        Optional<Evolution> evolution = evolved.of(type);
        if (evolution.isEmpty()) return physical;
        var names = evolution.get().logicalFile().permittedSubclasses();
        if (names.isEmpty()) return null;
        return named(type, names);
    }

    @Override
    public boolean isInterface(Class<?> type) {
        return evolved.of(type).map(e -> e.logicalFile().isInterface()).orElse(true);
    }

    @Override
    public Class<?> superclass(Class<?> type, Class<?> physical) {
        Optional<Evolution> evolution = evolved.of(type);
        if (evolution.isEmpty()) return physical;
        ClassFile logical = evolution.get().logicalFile();
        boolean unknown = physical == null && !logical.isInterface() && logical.superName() != null; // an interface to the VM alone
        if (!unknown && !evolution.get().isReseated()) return physical;
        Class<?> meant = named(type, logical.superName());
        return meant == null ? physical : meant;
    }

    @Override
    public Class<?>[] interfaces(Class<?> type, Class<?>[] physical) {
        Optional<Evolution> evolution = evolved.of(type);
        if (evolution.isEmpty() || evolution.get().logicalFile().interfaces().equals(evolution.get().physicalFile().interfaces())) return physical;
        return named(type, evolution.get().logicalFile().interfaces());
    }

    private static Class<?>[] named(Class<?> type, List<String> internalNames) {
        return internalNames.stream().map(name -> named(type, name)).filter(Objects::nonNull).toArray(Class<?>[]::new);
    }

    static Class<?> named(Class<?> type, String internalName) {
        try {
            return Class.forName(internalName.replace('/', '.'), false, type.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null; // as the VM leaves out what it can't load
        }
    }

    @Override
    public Class<?>[] memberClasses(Class<?> type, Class<?>[] physical) {
        Optional<Evolution> evolution = evolved.of(type);
        if (evolution.isEmpty()) return physical;
        ClassFile logical = evolution.get().logicalFile();
        return named(type, logical.innerClasses().stream().filter(i -> logical.internalName().equals(i.outerName())).map(InnerClass::name).toList());
    }

    @Override
    public Class<?> nestHost(Class<?> type, Class<?> physical) {
        return nests.host(type, physical);
    }

    @Override
    public Class<?>[] nestMembers(Class<?> type, Class<?>[] physical) {
        return nests.members(type, physical);
    }

    @Override
    public String signature(Class<?> type, String physical) {
        Optional<Evolution> evolution = evolved.of(type);
        return evolution.isEmpty() ? physical : evolution.get().logicalFile().signature();
    }

    @Override
    public boolean record(Class<?> type, boolean physical) {
        Optional<Evolution> evolution = evolved.of(type);
        return evolution.isEmpty() ? physical : evolution.get().logicalFile().isRecord();
    }

    @Override
    public int modifiers(Class<?> type, int physical) {
        Optional<Evolution> evolution = evolved.of(type);
        if (evolution.isEmpty()) return physical;
        int inner = evolution.get().logicalFile().innerAccess();
        return (inner < 0 ? evolution.get().logicalFile().access() : inner) & ~Opcodes.ACC_SUPER & 0xFFFF;
    }

    @Override
    public boolean initialiser(Class<?> type, boolean physical) {
        Optional<Evolution> evolution = evolved.of(type);
        return evolution.isEmpty() ? physical : evolution.get().logicalFile().method("<clinit>", "()V") != null;
    }

    @Override
    public long key(Object unsafe, Field field) {
        return streams.key(unsafe, field, known(field));
    }

    @Override
    public Class<?> classOf(Object object) {
        return evolved.classOf(object);
    }

    @Override
    public void created(Object object) {
        if (object instanceof Externalizable) return; // a constructor ran
        for (Class<?> c = object.getClass(); c != null && Serializable.class.isAssignableFrom(c); c = c.getSuperclass()) {
            Generation g = generation(c);
            if (g == null) continue;
            for (Field f : g.fields()) {
                if (!Modifier.isStatic(f.getModifiers()) && !known(f)) streams.clear(f, object);
            }
        }
    }

    @Override
    public void readPrimitives(ObjectStreamField[] fields, Object object, byte[] values) {
        streams.readPrimitives(fields, object, values);
    }

    @Override
    public void writePrimitives(ObjectStreamField[] fields, Object object, byte[] values) {
        streams.writePrimitives(fields, object, values);
    }

    @Override
    public void readObjects(ObjectStreamField[] fields, Object object, Object[] values) {
        streams.readObjects(fields, object, values);
    }

    @Override
    public void writeObjects(ObjectStreamField[] fields, Object object, Object[] values, boolean check) {
        streams.writeObjects(fields, object, values, check);
    }

    @Override
    public Executable mirror(Executable member) {
        Ours ours = ours(member);
        return ours == null ? member : (Executable) ours.mirror();
    }

    @Override
    public Field mirror(Field member) {
        Ours ours = ours(member);
        return ours == null ? member : (Field) ours.mirror();
    }

    @Override
    public Parameter[] parameters(Executable member, Parameter[] physical) {
        if (ours(member) == null) return physical;
        Parameter[] result = new Parameter[physical.length];
        for (int i = 0; i < result.length; i++) result[i] = jdk.as(physical[i], member, i);
        return result;
    }

    @Override
    public Class<?> pool(Class<?> declaring, Object member) {
        if (member instanceof Class) return declaring;
        Ours ours = member instanceof Member of ? ours(of) : roots.get(member);
        if (ours == null) return declaring;
        return ours.mirror() instanceof Member mirror ? mirror.getDeclaringClass() : (Class<?>) ours.mirror();
    }

    @Override
    public boolean known(Object member) {
        Ours ours = ours((Member) member);
        return ours == null || ours.known();
    }

    /** What belongs to a reflective object, or null when it is none that we made. */
    private Ours ours(Member member) {
        return listings.get(member.getDeclaringClass()).isEmpty() ? null : roots.get(jdk.root(member));
    }

    @Override
    public Field added(Class<?> type, String name) {
        Generation g = generation(type);
        if (g == null) return null;
        for (Field f : g.fields()) {
            if (f.getName().equals(name)) return known(f) ? null : f;
        }
        return null;
    }

    @Override
    public Field kept(Field added) {
        Class<?> type = added.getDeclaringClass();
        Optional<Evolution> evolution = evolved.of(type);
        if (evolution.isPresent() && evolution.get().fields().get(Generations.member(added)) instanceof FieldPlace.InHolder in) {
            for (Field f : jdk.fields(named(type, in.holder()), false)) {
                if (f.getName().equals(added.getName())) return f;
            }
        }
        throw new UnsupportedOperationException(added + " has no place in the VM any more: a live update removed it");
    }

    @Override
    public long offset(Object unsafe, Field field) {
        return streams.offset(unsafe, field);
    }

    @Override
    public Class<?> logical(Class<?> companion) {
        String name = companion.getName();
        Class<?> type = named(companion, name.substring(0, name.lastIndexOf("$Molt")));
        return type == null ? companion : type;
    }

    @Override
    public void mend(Object collection) {
        mender.mend(collection);
    }
}
