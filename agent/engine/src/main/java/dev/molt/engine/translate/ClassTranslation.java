package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Descriptors;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.classfile.OnOldPool;
import dev.molt.engine.evolve.Companion;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.Instances;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The translation of one class. */
final class ClassTranslation {
    private static final int MOLT = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

    private final Sides sides;
    private final Links links;
    private final Subject subject;
    private final Layout layout;
    private final List<Obstacle> obstacles;
    private final ClassNode logical;
    private final ClassNode host;
    private final Bridges bridges;
    private final Home inPlace;
    private final Home beside;
    private final ConstructorBodies constructors;
    private final boolean reseated;
    private final boolean onOldPool;
    private final Set<String> untouched;
    private boolean changed;

    /** @param copying whether methods that stay as they are may be copied from the class that the VM has */
    ClassTranslation(Sides sides, Subject subject, Layout layout, boolean copying, List<Obstacle> obstacles) {
        this.sides = sides;
        links = new Links(sides);
        this.subject = subject;
        this.layout = layout;
        this.obstacles = obstacles;
        ClassFile shape = subject.isNew() ? layout.logical() : subject.shapeFile();
        inPlace = new Home(layout.logical(), shape, false);
        beside = new Home(layout.logical(), shape, true);
        onOldPool = copying && !subject.isNew() && shape.major() == layout.logical().major() && shape.minor() == layout.logical().minor();
        untouched = onOldPool ? Untouched.of(subject, layout, links, inPlace) : Set.of();
        logical = ClassCode.read(subject.logical().bytes(), sides.logical().world(), (name, descriptor) -> untouched.contains(name + descriptor));
        host = Companions.host(layout.host(), logical);
        int access = subject.isNew() ? Opcodes.ACC_PRIVATE : Opcodes.ACC_PUBLIC;
        reseated = !shape.isInterface() && !Objects.equals(shape.superName(), layout.logical().superName());
        constructors = new ConstructorBodies(links, logical.name, host.name);
        bridges = new Bridges(links, subject.isNew() ? logical : host, logical.name, access);
    }

    /** Obstacles may have been added; then the result is not to be used. */
    Evolution run() {
        FreshFields fresh = new FreshFields(logical.name, layout.fields());
        for (MethodNode m : logical.methods) {
            if (m.name.equals("<init>")) changed |= fresh.mark(m);
        }
        Map<Member, MethodNode> declared = new LinkedHashMap<>();
        for (MethodNode m : logical.methods) declared.put(new Member(m.name, m.desc), m);
        declared.forEach(this::moveBeside);
        layout.detached().forEach((member, place) -> addBeside(declared.get(member), place));
        String initialiser = initialiser();
        fieldDefaults();
        if (Opened.is(inPlace.physical(), layout.logical())) Opened.addMethods(host, logical.name);
        String standIn = host.name + "Object";
        boolean standsIn = standIn.equals(layout.instances().standIn());
        if (standsIn && !inPlace.physical().permittedSubclasses().isEmpty()) {
            obstacles.add(new Obstacle(null, "is abstract no more, and sealed in the running JVM, which makes no objects of it therefore",
                    "make its objects of a subclass that it permits; or restart the JVM"));
        }
        byte[] physical = subject.isNew() ? newClass() : oldClass(declared);
        if (!obstacles.isEmpty()) return null;

        List<Companion> companions = new ArrayList<>(Companions.forFields(layout, logical.version));
        if (standsIn) companions.add(new StandIn(sides, layout.logical()).make(standIn, logical));
        if (!host.methods.isEmpty()) companions.add(new Companion(host.name, write(host)));
        return new Evolution(subject.loader(), subject.logical().bytes(), layout.logical(), physical, physical == subject.logical().bytes() ? layout.logical() : parse(physical), companions,
                host.methods.isEmpty() ? null : host.name, layout.methods(), layout.fields(), initialiser, layout.prologues(), layout.detached(),
                sides.lineage(logical.name), layout.instances());
    }

    private static ClassFile parse(byte[] bytes) {
        try {
            return ClassFile.parse(bytes);
        } catch (MalformedClassFileException e) {
            throw new IllegalStateException(e);
        }
    }

    private void moveBeside(Member member, MethodNode method) {
        MethodPlace where = layout.method(member.name(), member.descriptor());
        MethodPlace.Beside body = layout.instances().bodies().get(member);
        if (body != null) addBody(member, method, body);
        if (!(where instanceof MethodPlace.Beside place)) return;
        int slots = (Type.getArgumentsAndReturnSizes(place.descriptor()) >> 2) - 1;
        if (slots > LinkCode.MOST_SLOTS) {
            obstacles.add(LinkCode.tooMany(text(method), slots));
            return;
        }
        if ((method.access & Opcodes.ACC_NATIVE) != 0) {
            obstacles.add(new Obstacle(text(method), "is native and new; native code is bound to methods that the JVM has",
                    "call the native method of a new class instead; or restart the JVM"));
            return;
        }
        addBeside(method, place);
    }

    /** The same code once more, for objects that the VM does not count as instances of the class. */
    private void addBody(Member member, MethodNode method, MethodPlace.Beside place) {
        if (member.isConstructor()) {
            MethodNode body = constructors.body(method, place);
            translate(body, beside, text(method));
            knownReceiver(body);
            host.methods.add(body);
        } else if ((method.access & Opcodes.ACC_NATIVE) != 0) {
            obstacles.add(new Obstacle(text(method), "is native, and can't run for objects of classes that this one became a superclass of",
                    "keep their superclass; or restart the JVM"));
        } else {
            addBeside(method, place);
        }
    }

    private void addBeside(MethodNode method, MethodPlace.Beside place) {
        MethodNode moved = Companions.moved(method, place.name(), place.descriptor());
        translate(moved, beside, text(method));
        boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
        if (!isStatic) knownReceiver(moved);
        if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) Monitor.wrap(moved, isStatic ? logical.name : null);
        host.methods.add(moved);
    }

    /** The VM knows a guest to be of the next class above that has none. */
    private void knownReceiver(MethodNode method) {
        if (!layout.instances().guests() || !method.desc.startsWith("(Ljava/lang/Object;")) return;
        String known = logical.name;
        while (links.hasGuests(known)) known = sides.logical().lookup(known).superName();
        if (known.equals("java/lang/Object")) return;
        InsnList cast = new InsnList();
        cast.add(new VarInsnNode(Opcodes.ALOAD, 0));
        cast.add(new TypeInsnNode(Opcodes.CHECKCAST, known));
        cast.add(new VarInsnNode(Opcodes.ASTORE, 0));
        method.instructions.insert(cast);
    }

    private void translate(MethodNode method, Home home, String text) {
        try {
            changed |= new MethodTranslator(links, home, bridges, method).translate();
        } catch (Untranslatable e) {
            obstacles.add(new Obstacle(text, e.obstacle().problem(), e.obstacle().remedy()));
        }
    }

    private static String text(MethodNode method) {
        return Descriptors.method(method.name, method.desc);
    }

    private String initialiser() {
        if (subject.initialiser() == null) return null;
        addHelper(subject.initialiser(), "molt$clinit");
        return "molt$clinit";
    }

    private void fieldDefaults() {
        subject.fieldDefaults().forEach((field, code) -> {
            FieldPlace place = layout.instances().fields().containsKey(field) ? layout.instances().fields().get(field) : layout.fields().get(field);
            if (place instanceof FieldPlace.InState in && isHere(in.initial())) addHelper(code.code(), LayoutMaker.defaultMethod(field));
        });
    }

    private boolean isHere(FieldPlace.Initial initial) {
        if (initial instanceof FieldPlace.Initial.Converted converted) return isHere(converted.otherwise());
        return initial instanceof FieldPlace.Initial.Computed computed && computed.companion().equals(host.name);
    }

    private void addHelper(MethodNode code, String name) {
        boolean old = subject.logicalFile().major() < Opcodes.V1_7;
        MethodNode method = old ? ClassCode.framed(code, logical.name, sides.logical().world()) : Code.copy(code);
        method.access = MOLT;
        method.name = name;
        translate(method, beside, "<clinit>");
        host.methods.add(method);
    }

    private byte[] newClass() {
        ClassFile known = sides.physical().lookup(logical.name);
        ClassFile admitted = known == null ? layout.logical() : known;
        obstacles.addAll(new NewClassCheck(sides).check(admitted));
        if (!obstacles.isEmpty()) return null;
        if (!admitted.interfaces().equals(logical.interfaces)) {
            logical.interfaces = new ArrayList<>(admitted.interfaces());
            changed = true;
        }
        List<MethodNode> kept = new ArrayList<>();
        for (MethodNode m : List.copyOf(logical.methods)) {
            if (layout.method(m.name, m.desc) instanceof MethodPlace.Beside) continue;
            kept.add(m);
            translate(m, inPlace, text(m));
            if (sides.isOpenedConstructor(layout.logical(), m.name, m.access)) {
                m.access &= ~Opcodes.ACC_PRIVATE;
                changed = true;
            }
        }
        for (MethodNode forwarder : new Forwarders(sides).of(layout.logical())) {
            translate(forwarder, inPlace, text(forwarder));
            kept.add(forwarder);
            changed = true;
        }
        for (MethodNode m : logical.methods) {
            if (Bridges.is(m) && !kept.contains(m)) kept.add(m);
        }
        changed |= kept.size() != logical.methods.size();
        logical.methods = kept;
        return changed ? write(logical) : subject.logical().bytes();
    }

    private byte[] oldClass(Map<Member, MethodNode> declared) {
        ClassNode shape = ClassCode.read(subject.shape().bytes(), sides.physical().world(),
                (name, descriptor) -> layout.method(name, descriptor) instanceof MethodPlace.Physical && declared.containsKey(new Member(name, descriptor)));
        boolean same = Schema.same(inPlace.physical(), layout.logical());
        List<MethodNode> methods = new ArrayList<>();
        for (MethodNode m : shape.methods) {
            if (!untouched.contains(m.name + m.desc)) methods.add(physicalMethod(m, declared.get(new Member(m.name, m.desc)), declared));
        }
        if (same && !changed) return subject.logical().bytes();
        ClassNode merged = same ? logical : Shape.merge(shape, logical);
        merged.methods = methods;
        if (!onOldPool || isRetyped()) return write(merged);
        return OnOldPool.write(subject.shape().bytes(), merged::accept, untouched, shape.methods.stream().map(m -> m.name + m.desc).toList());
    }

    private byte[] write(ClassNode node) {
        return isRetyped() ? ClassCode.write(node, sides.physical().world()) : ClassCode.write(node);
    }

    /** Whether values have other types than the compiler knew. */
    private boolean isRetyped() {
        return !sides.disputed().isEmpty() || !layout.instances().bodies().isEmpty();
    }

    private MethodNode physicalMethod(MethodNode old, MethodNode next, Map<Member, MethodNode> declared) {
        boolean stays = next != null && (old.name.equals("<init>") || layout.method(old.name, old.desc) instanceof MethodPlace.Physical);
        MethodNode method = stays ? newBody(old, next) : layout.unlocked().contains(new Member(old.name, old.desc)) ? locking(old) : removed(old);
        if (old.name.equals("<init>")) loadCarrier(method, declared);
        Integer id = subject.prologues().get(new Member(old.name, old.desc));
        if (id != null) prologue(method, id);
        return method;
    }

    private MethodNode newBody(MethodNode old, MethodNode next) {
        MethodNode method = Code.copy(next);
        if (reseated && old.name.equals("<init>")) {
            constructors.lead(method, inPlace.physical().superName(), layout.instances().bodies().get(new Member(old.name, old.desc)));
            changed = true;
        }
        method.access = old.access & ~Opcodes.ACC_NATIVE | next.access & Opcodes.ACC_NATIVE;
        if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) return method;
        translate(method, inPlace, text(next));
        if ((next.access & ~old.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
            Monitor.wrap(method, (next.access & Opcodes.ACC_STATIC) != 0 ? logical.name : null);
        }
        return method;
    }

    /** What is synchronized no more goes on to lock where code calls it that is not ours to link. */
    private MethodNode locking(MethodNode old) {
        MethodNode method = Code.copy(old);
        changed = true;
        MethodPlace.Beside place = (MethodPlace.Beside) layout.method(old.name, old.desc);
        InsnList code = new InsnList();
        Code.loadAll(code, place.descriptor(), 0);
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, place.companion(), place.name(), place.descriptor(), false));
        code.add(Code.returnOf(Type.getReturnType(old.desc)));
        replaceBody(method, code);
        return method;
    }

    /** Its callers may live on, in frames that are running. Who calls it through a supertype gets what the class inherits now. */
    private MethodNode removed(MethodNode old) {
        MethodNode method = Code.copy(old);
        changed = true;
        if ((old.access & Opcodes.ACC_ABSTRACT) != 0) return method;
        var code = old.name.startsWith("<") || layout.logical().method(old.name, old.desc) != null ? null : forward(old);
        if (code != null) {
            replaceBody(method, code);
            translate(method, inPlace, text(old));
        } else if (old.name.equals("<clinit>")) {
            InsnList nothing = new InsnList();
            nothing.add(Code.returnOf(Type.VOID_TYPE));
            replaceBody(method, nothing);
        } else {
            Preamble.strip(method);
        }
        return method;
    }

    private InsnList forward(MethodNode old) {
        if ((old.access & Opcodes.ACC_PRIVATE) != 0) return null;
        Inherited inherited = new Inherited(sides);
        if ((old.access & Opcodes.ACC_STATIC) != 0) {
            boolean there = inherited.inheritedStatic(layout.logical(), old.name, old.desc) != null;
            return there ? Inherited.staticCall(layout.logical(), old.name, old.desc) : null;
        }
        Inherited.Source source = inherited.implementation(layout.logical(), old.name, old.desc);
        return source == null ? null : Inherited.superCall(source, old.name, old.desc);
    }

    private static void replaceBody(MethodNode method, InsnList code) {
        method.access &= ~Opcodes.ACC_NATIVE;
        method.instructions = code;
        method.tryCatchBlocks = new ArrayList<>();
        method.localVariables = null;
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
    }

    private void loadCarrier(MethodNode method, Map<Member, MethodNode> declared) {
        Map<Integer, MethodNode> paths = new HashMap<>();
        layout.methods().forEach((member, place) -> {
            if (!(place instanceof MethodPlace.Through through) || !through.carrier().equals(method.desc)) return;
            MethodNode path = Code.copy(declared.get(member));
            if (reseated) constructors.lead(path, inPlace.physical().superName(), layout.instances().bodies().get(member));
            translate(path, inPlace, text(path));
            paths.put(through.path(), path);
        });
        if (method.desc.equals(layout.instances().passage())) {
            paths.put(Instances.PASSAGE, constructors.passage(inPlace.physical().superName()));
        }
        if (paths.isEmpty()) return;
        changed = true;
        Carrier.load(method, logical.name, new TreeMap<>(paths), sides::isDisputedInterface);
    }

    private void prologue(MethodNode method, int id) {
        changed = true;
        boolean platform = subject.loader() == null || subject.loader() == ClassLoader.getPlatformClassLoader();
        if ((method.access & Opcodes.ACC_NATIVE) != 0 && !NativeBody.give(method, logical.name)) {
            obstacles.add(new Obstacle(text(method), "is native; a subclass can't override it later", "restart the JVM"));
        } else if (platform) {
            Preamble.plainPrologue(method, logical.name, id);
        } else {
            addPrologue(method);
        }
    }

    private void addPrologue(MethodNode method) {
        try {
            Preamble.prologue(method, logical.name);
        } catch (Untranslatable e) {
            obstacles.add(new Obstacle(text(method), e.obstacle().problem(), e.obstacle().remedy()));
        }
    }
}
