package dev.molt.engine.shape;

import dev.molt.engine.Workers;
import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.ClassImage;
import dev.molt.engine.changeset.OfferedAs;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.dependents.World;
import dev.molt.engine.diff.ChangeSetDiff;
import dev.molt.engine.diff.ClassDiff;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.LinkedWorld;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.jdk.JdkTypes;
import dev.molt.engine.translate.Layout;
import dev.molt.engine.translate.Obstacle;
import dev.molt.engine.translate.OverridePlan;
import dev.molt.engine.translate.Subject;
import dev.molt.engine.translate.Translation;
import dev.molt.engine.translate.Translator;
import dev.molt.engine.translate.Unlocked;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.LoadedClasses;
import dev.molt.engine.vm.Loaders;
import dev.molt.engine.vm.VmTypes;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Severity;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;

/** One update on its way from what the program means to what the VM takes. */
final class Evolving {
    /** How an update sees the rest of the program. */
    record Surroundings(Worlds worlds, LoadedClasses loaded, Running running, LoadedBytes loadedBytes, LinkedWorld world, Users users) {}

    private final ChangeSet set;
    private final ChangeSetDiff diff;
    private final Surroundings around;
    private final StaticsPlan statics;
    private final Layouts layouts;
    private final Map<Class<?>, Changed> changing = new IdentityHashMap<>();
    private final int number;
    private final List<Finding> findings;
    private final Map<Object, Subject> subjects = new LinkedHashMap<>();
    private final Map<Changed, ClassImage> shapes = new LinkedHashMap<>();
    private final Superclasses superclasses;
    private final Map<Class<?>, Changed> drawnIn = new LinkedHashMap<>();
    private Disputes disputes;

    Evolving(ChangeSet set, ChangeSetDiff diff, Surroundings around, StaticsPlan statics, int number, List<Finding> findings) {
        this.set = set;
        this.diff = diff;
        this.around = around;
        this.statics = statics;
        this.layouts = new Layouts(around.running());
        this.number = number;
        for (Changed c : set.changed()) changing.put(c.type(), c);
        this.findings = findings;
        this.superclasses = new Superclasses(set, around, findings);
    }

    Evolved run() {
        for (Changed c : set.changed()) shape(c).ifPresent(shape -> look(c, shape));
        superclasses.lookAtNewOnes();
        statics.look(shapes);
        shapes.forEach((c, shape) -> subjects.put(c, superclasses.subject(c, statics.subject(c, shape, number))));
        for (Added a : set.added()) subjects.put(a, superclasses.subject(a));
        for (OnLoad o : set.onLoad()) subjects.put(o, superclasses.subject(o));
        if (refused()) return refusal();
        for (Subject s : subjects.values()) layouts.put(s, Layout.of(s, around.worlds().physical(s.loader())));
        DrawnIn others = new DrawnIn(around.running(), around.loadedBytes(), around.loaded(), around.world());
        for (Class<?> type : statics.others()) {
            Changed c = draw(type, others);
            place(c, subject -> statics.computing(c, subject));
        }
        superclasses.others().keySet().forEach(type -> place(draw(type, others), subject -> superclasses.subject(type, subject)));
        drawInTypes(others);
        drawInOverridden(others);
        return refused() ? refusal() : new Result().collect();
    }

    /** Compares kinds and supertypes alone. */
    Evolved compare() {
        for (Changed c : set.changed()) shape(c).ifPresent(shape -> look(c, shape));
        return refusal();
    }

    private boolean refused() {
        return findings.stream().anyMatch(f -> f.severity() == Severity.REFUSAL);
    }

    private Evolved refusal() {
        return new Evolved(set, diff, List.of(), List.of(), List.of(), Evolved.Statics.NONE, List.of(), findings);
    }

    private void look(Changed c, ClassImage shape) {
        List<Finding> problems = problems(c, shape);
        findings.addAll(problems);
        warnOfLocks(c, shape.file());
        if (!problems.isEmpty()) return;
        shapes.put(c, shape);
        superclasses.look(c, shape.file());
    }

    private Optional<ClassImage> shape(Changed c) {
        if (c.original() != null) return Optional.of(c.before());
        Optional<byte[]> bytes = around.loadedBytes().read(c.type());
        if (bytes.isEmpty()) findings.add(Finding.refusal(c.name(), c.loader(), null, "the VM does not hand out the loaded class", "restart this JVM"));
        return bytes.map(b -> new ClassImage(b, parse(b)));
    }

    private static List<Finding> problems(Changed c, ClassImage shape) {
        return new ShapeCheck(c.loader()).check(c.before().file(), shape.file(), c.next().file());
    }

    /** Calls in code of the JDK can't be linked. */
    private void warnOfLocks(Changed c, ClassFile shape) {
        for (Method m : c.next().file().methods()) {
            Method physical = shape.method(m.name(), m.descriptor());
            boolean unlocked = physical != null && (physical.access() & ~m.access() & Opcodes.ACC_SYNCHRONIZED) != 0;
            if (unlocked && isOfJdk(c.type(), m)) {
                findings.add(Finding.warning(c.name(), c.loader(), m.text(),
                        "is synchronized no more, but goes on to lock where code of the JDK calls it: the VM keeps the modifier",
                        "move its code to a method of another name, or restart the JVM"));
            }
        }
    }

    private boolean isOfJdk(Class<?> type, Method m) {
        if ((m.access() & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) != 0) return false;
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (Loaders.isJdk(c.getClassLoader()) && declares(c, m)) return true;
            for (Class<?> i : c.getInterfaces()) {
                if (declaresInJdk(i, m)) return true;
            }
        }
        return false;
    }

    private boolean declaresInJdk(Class<?> type, Method m) {
        if (Loaders.isJdk(type.getClassLoader()) && declares(type, m)) return true;
        for (Class<?> i : type.getInterfaces()) {
            if (declaresInJdk(i, m)) return true;
        }
        return false;
    }

    private boolean declares(Class<?> type, Method m) {
        ClassFile file = around.worlds().physical(type.getClassLoader()).lookup(type.getName().replace('.', '/'));
        return file != null && file.method(m.name(), m.descriptor()) != null;
    }

    /**
     * Overrides that the VM does not know have to be asked for where it would look in vain, and references that mean another member now
     * have to be linked.
     */
    private void drawInOverridden(DrawnIn others) {
        Subtypes subtypes = new Subtypes(around.loaded());
        Map<ClassLoader, List<Layout>> concerned = new LinkedHashMap<>();
        subjects.values().forEach(s -> concerned.computeIfAbsent(s.loader(), l -> new ArrayList<>(layouts.in(l))));
        new EarlierBelow(around.world(), around.worlds(), layouts).find()
                .forEach((loader, earlier) -> concerned.computeIfAbsent(loader, l -> new ArrayList<>(layouts.in(l))).addAll(earlier));
        concerned.forEach((loader, all) -> {
            Map<String, List<String>> added = addedBelow(loader);
            OverridePlan plan = OverridePlan.of(around.worlds().logical(loader), around.worlds().physical(loader),
                    name -> layouts.find(loader, name), all,
                    name -> Stream.concat(subtypes.of(loader, name).stream(), added.getOrDefault(name, List.of()).stream()).toList());
            others.look(loader, plan, all);
        });
        Rebound rebound = new Rebound(around.loadedBytes(), subtypes, around.users());
        List<Rebound.Subject> changed = set.changed().stream().map(this::subjectOfRebound).toList();
        for (Rebound.Subject s : changed) {
            Set<Class<?>> users = new LinkedHashSet<>(rebound.of(s));
            users.removeAll(changing.keySet());
            others.add(users);
        }
        others.add(new Dangling(around.loaded(), subtypes, around.users(), rebound::references).find(changed, changing.keySet()));
        others.prologues().forEach((type, prologues) -> {
            if (!isSubject(type) && hasAlready(type, prologues.keySet())) return;
            place(draw(type, others), subject -> subject.with(prologues));
        });
    }

    /** Whoever asks for a type that the VM gets wrong has to be linked, and bodies of such a type may run for objects of others. */
    private void drawInTypes(DrawnIn others) {
        disputes = Disputes.of(subjects.values(), layouts, around.worlds(), around.world(), around.loaded());
        for (Map.Entry<Object, Subject> e : List.copyOf(subjects.entrySet())) {
            ClassFile file = layouts.of(e.getValue()).logical();
            if (file.isInterface() && disputes.contains(file.internalName())) place(e.getKey(), Subject::detaching);
        }
        disputes.types().forEach((type, by) -> {
            if (Loaders.isJdk(type.getClassLoader()) && VmTypes.isInterface(type) && !JdkTypes.takes(type)) {
                findings.add(Finding.refusal(by, null, null, "gets or loses the interface " + type.getName() + ", which code of the JDK asks the VM for",
                        "hand out objects of a new class that implements it and delegates; or restart the JVM"));
            }
            boolean known = isSubject(type) || Loaders.isJdk(type.getClassLoader())
                    || around.running().evolution(type).filter(e -> !e.detached().isEmpty() || e.instances().guests()).isPresent();
            if (!known && VmTypes.isInterface(type)) place(draw(type, others), Subject::detaching);
        });
        for (Class<?> user : disputes.users(around.users(), around.world().disputed().isEmpty())) {
            if (!isSubject(user)) place(draw(user, others), subject -> subject);
        }
    }

    private boolean isSubject(Class<?> type) {
        return changing.containsKey(type) || drawnIn.containsKey(type);
    }

    /** The change of a loaded class; from what it is to what it is, where it is not one of the update's own. */
    private Changed draw(Class<?> type, DrawnIn others) {
        Changed known = changing.getOrDefault(type, drawnIn.get(type));
        if (known != null) return known;
        Changed c = others.unchanged(type);
        drawnIn.put(type, c);
        byte[] bytes = around.loadedBytes().read(type).orElseThrow();
        ClassImage shape = new ClassImage(bytes, parse(bytes));
        shapes.put(c, shape);
        subjects.put(c, statics.unchanged(c, shape, number));
        return c;
    }

    private void place(Object what, UnaryOperator<Subject> as) {
        subjects.computeIfPresent(what, (w, subject) -> as.apply(subject));
        Subject subject = subjects.get(what);
        layouts.put(subject, Layout.of(subject, around.worlds().physical(subject.loader())));
    }

    /** The new classes below each of their superclasses. */
    private Map<String, List<String>> addedBelow(ClassLoader loader) {
        Map<String, List<String>> below = new HashMap<>();
        World world = around.worlds().physical(loader);
        for (Layout layout : layouts.in(loader)) {
            if (!layout.isNew()) continue;
            for (ClassFile c = layout.logical(); c != null && c.superName() != null; c = world.lookup(c.superName())) {
                below.computeIfAbsent(c.superName(), n -> new ArrayList<>()).add(layout.logical().internalName());
            }
        }
        return below;
    }

    private Rebound.Subject subjectOfRebound(Changed c) {
        Subject s = subjects.get(c);
        return new Rebound.Subject(c.type(), shapes.get(c).file(), s.previous(), layouts.of(s), around.worlds().logical(s.loader()),
                around.worlds().physical(s.loader()));
    }

    private boolean hasAlready(Class<?> type, Set<Member> prologues) {
        return !prologues.isEmpty() && around.running().evolution(type).filter(e -> e.prologues().containsAll(prologues)).isPresent();
    }

    static ClassFile parse(byte[] bytes) {
        try {
            return ClassFile.parse(bytes);
        } catch (MalformedClassFileException e) {
            throw new IllegalStateException("a class file that was made here can't be read: " + e.getMessage(), e);
        }
    }

    /** Translates, and puts the pieces together. */
    private final class Result {
        private final List<Changed> changed = new ArrayList<>();
        private final List<Changed> alsoChanged = new ArrayList<>();
        private final Map<Changed, ClassDiff> diffs = new IdentityHashMap<>();
        private final List<Added> added = new ArrayList<>();
        private final List<OnLoad> onLoad = new ArrayList<>();
        private final List<Evolution> evolutions = new ArrayList<>();
        private final List<Evolved.Beside> beside = new ArrayList<>();
        private final List<OfferedAs> offered = new ArrayList<>(set.renamed());
        private final Set<String> renamed = new HashSet<>();
        private final Map<Added, List<Obstacle>> impossible = new LinkedHashMap<>();

        Evolved collect() {
            set.renamed().forEach(r -> renamed.add(r.name()));
            Map<ClassLoader, Translator> translators = translators();
            List<Map.Entry<Object, Subject>> all = List.copyOf(subjects.entrySet());
            List<Translation> translated = Workers.map(all, e -> translators.get(e.getValue().loader()).translate(e.getValue(), layouts.of(e.getValue())));
            for (int i = 0; i < all.size(); i++) take(all.get(i).getKey(), all.get(i).getValue(), translated.get(i));
            leaveOut();
            if (refused()) return refusal();
            if (!evolutions.isEmpty()) around.world().prepare(List.of());
            findings.addAll(BootReach.missing(evolutions));
            if (refused()) return refusal();
            ChangeSet physical = new ChangeSet(set.source(), set.from(), changed, added, onLoad, set.removed(), set.left(), set.resources(), set.unchanged(), set.renamed(),
                    set.findings());
            return new Evolved(physical, new ChangeSetDiff(diffs), evolutions, beside, alsoChanged, statics.finish(), offered, findings);
        }

        private Map<ClassLoader, Translator> translators() {
            Map<ClassLoader, Translator> translators = new IdentityHashMap<>();
            for (Subject s : subjects.values()) {
                translators.computeIfAbsent(s.loader(), l -> new Translator(around.worlds().logical(l), around.worlds().physical(l),
                        name -> layouts.find(l, name), disputes.all(), new Unlocked(around.world().unlocked()).and(layouts.all())));
            }
            return translators;
        }

        private void take(Object what, Subject subject, Translation translation) {
            if (translation instanceof Translation.Done done) {
                take(what, subject, done.evolution());
            } else if (translation instanceof Translation.Refused refused) {
                if (what instanceof Added a) impossible.put(a, refused.obstacles());
                else refuse(subject, refused.obstacles());
            }
        }

        private void refuse(Subject subject, List<Obstacle> obstacles) {
            String name = subject.logical().file().name();
            for (Obstacle o : obstacles) {
                findings.add(Finding.refusal(name, Loaders.id(subject.loader()), o.member(), o.problem(), o.remedy()));
            }
        }

        /** The update goes on without new classes that can't be defined here, if nobody who stays needs them. */
        private void leaveOut() {
            if (impossible.isEmpty()) return;
            Map<Added, String> out = LeftOut.of(set, impossible.keySet()).orElse(null);
            if (out == null) {
                impossible.forEach((a, obstacles) -> refuse(subjects.get(a), obstacles));
                return;
            }
            out.forEach((a, needed) -> {
                added.removeIf(d -> d.into() == a.into() && d.name().equals(a.name()));
                evolutions.removeIf(e -> e.loader() == a.into() && e.internalName().equals(a.next().file().internalName()));
                offered.removeIf(o -> o.loader() == a.into() && o.name().equals(a.name()));
                String why = needed == null ? impossible.get(a).get(0).problem() : "needs " + needed + ", which is not defined";
                findings.add(Finding.warning(a.name(), a.loader(), null, "is not defined, since it " + why,
                        "no other class of the update needs it; restart the JVM before you use it"));
            });
        }

        private void take(Object what, Subject subject, Evolution evolution) {
            ClassImage image = new ClassImage(evolution.physical(), evolution.physicalFile());
            ProtectionDomain domain = null;
            if (what instanceof Changed c) {
                domain = c.type().getProtectionDomain();
                takeChanged(c, image, evolution);
            } else if (what instanceof Added a) {
                domain = a.domain();
                added.add(new Added(a.into(), a.loader(), a.domain(), image));
                note(a.into(), a.next().file(), evolution);
            } else if (what instanceof OnLoad o) {
                domain = o.domain();
                onLoad.add(new OnLoad(o.in(), o.loader(), o.domain(), o.older(), image));
                note(o.in(), o.next().file(), evolution);
            }
            ProtectionDomain its = domain;
            evolution.companions().forEach(c -> beside.add(new Evolved.Beside(subject.loader(), its, c)));
        }

        private void takeChanged(Changed c, ClassImage image, Evolution evolution) {
            ClassImage shape = shapes.get(c);
            Changed now = new Changed(c.type(), c.loader(), image, shape, image, image.bytes(), c.undoWith(), c.original());
            if (drawnIn.containsValue(c)) {
                boolean shown = disputes.types().containsKey(c.type()); // by reflection, as what it is to the program
                if (isPlain(evolution) && !shown && around.running().evolution(c.type()).isEmpty()) return;
                alsoChanged.add(now);
                evolutions.add(evolution);
                statics.translated(c, shape.file(), evolution);
                return;
            }
            changed.add(now);
            diffs.put(now, diff.of(c));
            statics.translated(c, shape.file(), evolution);
            note(c.type().getClassLoader(), c.next().file(), evolution);
        }

        private static boolean isPlain(Evolution evolution) {
            return evolution.physical() == evolution.logical() && evolution.companions().isEmpty() && evolution.initialiser() == null;
        }

        /** A class that is to the VM what it is to the program needs no further notice, unless it has been otherwise before. */
        private void note(ClassLoader loader, ClassFile next, Evolution evolution) {
            boolean plain = isPlain(evolution);
            boolean known = around.running().evolution(loader, evolution.internalName()).isPresent()
                    || around.running().offered(loader, next.name()).isPresent();
            if (plain && !known) return;
            evolutions.add(evolution);
            if (!renamed.contains(next.name())) offered.add(new OfferedAs(loader, next.name(), next.hash(), next.name()));
        }
    }
}
