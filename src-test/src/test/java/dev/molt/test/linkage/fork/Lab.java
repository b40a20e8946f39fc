package dev.molt.test.linkage.fork;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.Instances;
import dev.molt.engine.evolve.Lineage;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import dev.molt.engine.linkage.LinkageRuntime;
import dev.molt.engine.linkage.Publication;
import dev.molt.engine.vm.InternalAccess;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One small application whose classes evolve by hand: physical class, logical class and companions are all written in Java. */
final class Lab extends ClassLoader {
    private static LinkageRuntime runtime;
    private static Instrumentation instrumentation;

    private final Map<String, byte[]> classes = new HashMap<>();
    private final Map<String, ClassFile> physical = new HashMap<>();
    private final Map<String, byte[]> running = new HashMap<>();
    private List<Evolution> published = List.of();

    static synchronized void premain(Instrumentation given) {
        instrumentation = given;
    }

    static synchronized LinkageRuntime runtime() {
        if (runtime == null) runtime = LinkageRuntime.start(instrumentation, InternalAccess.open(instrumentation));
        return runtime;
    }

    static Instrumentation instrumentation() {
        return instrumentation;
    }

    /** @param sources of physical classes, companions and callers; a class {@code Indy} declares the call sites, see {@link Stubs} */
    Lab(ClassLoader parent, String... sources) throws Exception {
        super(parent);
        runtime();
        Map<String, byte[]> compiled = Compiler.compile(parent instanceof Lab lab ? lab.classes : Map.of(), sources);
        classes.putAll(Stubs.link(compiled));
        for (Map.Entry<String, byte[]> e : classes.entrySet()) physical.put(e.getKey(), ClassFile.parse(e.getValue()));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name.replace('.', '/'));
        if (bytes == null) throw new ClassNotFoundException(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** Compiles more classes into this loader. */
    Lab add(String... sources) throws Exception {
        Map<String, byte[]> compiled = Stubs.link(Compiler.compile(classes, sources));
        for (Map.Entry<String, byte[]> e : compiled.entrySet()) {
            if (classes.putIfAbsent(e.getKey(), e.getValue()) == null) physical.put(e.getKey(), ClassFile.parse(e.getValue()));
        }
        return this;
    }

    /** Where what the new version has more is kept. */
    static final class Places {
        final Map<Member, MethodPlace> methods = new HashMap<>();
        final Map<Member, FieldPlace> fields = new HashMap<>();
        final Map<String, Set<Member>> prologues = new HashMap<>();
        String host;
        String initialiser;

        Places method(String name, String descriptor, MethodPlace place) {
            methods.put(new Member(name, descriptor), place);
            return this;
        }

        Places beside(String owner, String companion, String name, String descriptor) {
            return method(name, descriptor, new MethodPlace.Beside(companion, name, owner == null ? descriptor : "(L" + owner + ";" + descriptor.substring(1)));
        }

        Places state(String companion, String name, String descriptor, FieldPlace.Initial initial) {
            fields.put(new Member(name, descriptor), new FieldPlace.InState(companion, initial));
            return this;
        }

        Places holder(String companion, String name, String descriptor) {
            fields.put(new Member(name, descriptor), new FieldPlace.InHolder(companion));
            return this;
        }

        Places initialiser(String companion, String name) {
            host = companion;
            initialiser = name;
            return this;
        }

        Places asks(String type, String name, String descriptor) {
            prologues.computeIfAbsent(type, t -> new java.util.HashSet<>()).add(new Member(name, descriptor));
            return this;
        }
    }

    /** The evolution of each class of some sources, from what is physical now; members that the physical class has stay there. */
    List<Evolution> evolutions(Places places, String... logical) throws Exception {
        List<Evolution> all = new ArrayList<>();
        for (Map.Entry<String, byte[]> e : Compiler.compile(classes, logical).entrySet()) {
            ClassFile file = ClassFile.parse(e.getValue());
            ClassFile is = physical.get(e.getKey());
            Map<Member, MethodPlace> methods = new LinkedHashMap<>();
            file.methods().forEach(m -> {
                Member member = new Member(m.name(), m.descriptor());
                methods.put(member, is.method(m.name(), m.descriptor()) != null ? new MethodPlace.Physical()
                        : places.methods.getOrDefault(member, new MethodPlace.Nowhere()));
            });
            Map<Member, FieldPlace> fields = new LinkedHashMap<>();
            file.fields().forEach(f -> {
                Member member = new Member(f.name(), f.descriptor());
                fields.put(member, places.fields.containsKey(member) && is.field(f.name(), f.descriptor()) == null
                        ? places.fields.get(member) : new FieldPlace.Physical());
            });
            all.add(new Evolution(this, e.getValue(), file, classes.get(e.getKey()), is, List.of(), places.host, methods, fields,
                    places.initialiser, places.prologues.getOrDefault(e.getKey(), Set.of()), Map.of(), Lineage.AGREED, Instances.PLAIN));
        }
        return all;
    }

    Publication publish(List<Evolution> evolutions) {
        Publication publication = runtime().publish(evolutions);
        runtime().relink(evolutions);
        return publication;
    }

    Publication evolve(Places places, String... logical) throws Exception {
        return publish(evolutions(places, logical));
    }

    Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, true, this);
    }

    /** Calls a static method without parameters. */
    Object run(String type, String method) throws Throwable {
        try {
            java.lang.reflect.Method m = type(type).getDeclaredMethod(method);
            m.setAccessible(true);
            return m.invoke(null);
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw e.getCause();
        }
    }

    static void redefine(Class<?> type, byte[] bytes) throws Exception {
        instrumentation.redefineClasses(new ClassDefinition(type, bytes));
    }
}
