package dev.molt.engine.shape;

import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.ClassImage;
import dev.molt.engine.changeset.OfferedAs;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.diff.ChangeSetDiff;
import dev.molt.engine.diff.ClassDiff;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.translate.Layout;
import dev.molt.engine.translate.Obstacle;
import dev.molt.engine.translate.Subject;
import dev.molt.engine.translate.Translation;
import dev.molt.engine.translate.Translator;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.Loaders;
import dev.molt.protocol.report.Finding;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One update on its way from what the program means to what the VM takes. */
final class Evolving {
    private final ChangeSet set;
    private final ChangeSetDiff diff;
    private final Worlds worlds;
    private final Running running;
    private final LoadedBytes loadedBytes;
    private final Initialisers initialisers;
    private final Layouts layouts;
    private final int number;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Object, Subject> subjects = new LinkedHashMap<>();
    private final Map<Changed, byte[]> shapes = new IdentityHashMap<>();

    Evolving(ChangeSet set, ChangeSetDiff diff, Worlds worlds, Running running, LoadedBytes loadedBytes, Initialisers initialisers, int number) {
        this.set = set;
        this.diff = diff;
        this.worlds = worlds;
        this.running = running;
        this.loadedBytes = loadedBytes;
        this.initialisers = initialisers;
        this.layouts = new Layouts(running);
        this.number = number;
    }

    Evolved run() {
        for (Changed c : set.changed()) changed(c);
        for (Added a : set.added()) subjects.put(a, Subject.added(a.into(), a.next().bytes()));
        for (OnLoad o : set.onLoad()) subjects.put(o, Subject.added(o.in(), o.next().bytes()));
        if (refused()) return refusal();
        for (Subject s : subjects.values()) layouts.add(s, Layout.of(s, worlds.physical(s.loader())));
        return new Result().collect();
    }

    private boolean refused() {
        return findings.stream().anyMatch(f -> f.severity() == dev.molt.protocol.report.Severity.REFUSAL);
    }

    private Evolved refusal() {
        return new Evolved(set, diff, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), findings);
    }

    private void changed(Changed c) {
        byte[] shape = loadedBytes.read(c.type()).orElse(null);
        if (shape == null) {
            findings.add(Finding.refusal(c.name(), c.loader(), null, "the VM does not hand out the loaded class", "restart this JVM"));
            return;
        }
        shapes.put(c, shape);
        findings.addAll(new ShapeCheck(c.loader()).check(c.before().file(), parse(shape), c.next().file()));
        if (refused()) return;
        subjects.put(c, initialisers.subject(c, shape, number, findings));
    }

    private static ClassFile parse(byte[] bytes) {
        try {
            return ClassFile.parse(bytes);
        } catch (MalformedClassFileException e) {
            throw new IllegalStateException("a class file that was made here can't be read: " + e.getMessage(), e);
        }
    }

    /** Translates, and puts the pieces together. */
    private final class Result {
        private final List<Changed> changed = new ArrayList<>();
        private final Map<Changed, ClassDiff> diffs = new IdentityHashMap<>();
        private final List<Added> added = new ArrayList<>();
        private final List<OnLoad> onLoad = new ArrayList<>();
        private final List<Evolution> evolutions = new ArrayList<>();
        private final List<Evolved.Beside> beside = new ArrayList<>();
        private final List<Evolved.Initialiser> toInitialise = new ArrayList<>();
        private final List<OfferedAs> offered = new ArrayList<>(set.renamed());
        private final Map<ClassLoader, Translator> translators = new IdentityHashMap<>();
        private final Set<String> renamed = new HashSet<>();

        Evolved collect() {
            set.renamed().forEach(r -> renamed.add(r.name()));
            subjects.forEach((what, subject) -> translate(what, subject));
            if (refused()) return refusal();
            ChangeSet physical = new ChangeSet(set.source(), set.from(), changed, added, onLoad, set.removed(), set.unchanged(), set.renamed(),
                    set.findings());
            return new Evolved(physical, new ChangeSetDiff(diffs), evolutions, beside, List.of(), initialisers.order(toInitialise), initialisers.readers(),
                    offered, findings);
        }

        private void translate(Object what, Subject subject) {
            Translator translator = translators.computeIfAbsent(subject.loader(),
                    l -> new Translator(worlds.logical(l), worlds.physical(l), name -> layouts.find(l, name)));
            switch (translator.translate(subject, layouts.of(subject))) {
                case Translation.Done done -> take(what, subject, done.evolution());
                case Translation.Refused refused -> {
                    String name = parse(subject.logical()).name();
                    for (Obstacle o : refused.obstacles()) {
                        findings.add(Finding.refusal(name, Loaders.id(subject.loader()), o.member(), o.problem(), o.remedy()));
                    }
                }
            }
        }

        private void take(Object what, Subject subject, Evolution evolution) {
            ClassImage image = new ClassImage(evolution.physical(), evolution.physicalFile());
            ProtectionDomain domain;
            if (what instanceof Changed c) {
                domain = c.type().getProtectionDomain();
                Changed now = new Changed(c.type(), c.loader(), image, new ClassImage(shapes.get(c), parse(shapes.get(c))), image, image.bytes(), c.undoWith());
                changed.add(now);
                diffs.put(now, diff.of(c));
                if (evolution.initialiser() != null) toInitialise.add(initialisers.initialiser(c));
                note(c.type().getClassLoader(), c.next().file(), evolution);
            } else if (what instanceof Added a) {
                domain = a.domain();
                added.add(new Added(a.into(), a.loader(), a.domain(), image));
                note(a.into(), a.next().file(), evolution);
            } else {
                OnLoad o = (OnLoad) what;
                domain = o.domain();
                onLoad.add(new OnLoad(o.in(), o.loader(), o.domain(), o.older(), image));
                note(o.in(), o.next().file(), evolution);
            }
            evolution.companions().forEach(c -> beside.add(new Evolved.Beside(subject.loader(), domain, c)));
        }

        /** A class that is to the VM what it is to the program needs no further notice, unless it has been otherwise before. */
        private void note(ClassLoader loader, ClassFile next, Evolution evolution) {
            boolean plain = evolution.physical() == evolution.logical() && evolution.companions().isEmpty() && evolution.initialiser() == null;
            boolean known = running.evolution(loader, evolution.internalName()).isPresent() || running.offered(loader, next.name()).isPresent();
            if (plain && !known) return;
            evolutions.add(evolution);
            if (!renamed.contains(next.name())) offered.add(new OfferedAs(loader, next.name(), next.hash(), next.name()));
        }
    }
}
