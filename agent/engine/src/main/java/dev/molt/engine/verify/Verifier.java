package dev.molt.engine.verify;

import dev.molt.engine.DebuggerThread;
import dev.molt.engine.Progress;
import dev.molt.engine.Workers;
import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.ClassImage;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.evolve.Companion;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.shape.Evolved;
import dev.molt.engine.vm.DefinitionCapture;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.Loaders;
import dev.molt.engine.vm.ThrowAwayLoader;
import dev.molt.protocol.report.Finding;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lets HotSpot's own verifier look at the new classes before anything is touched, by linking them in throw-away loaders.
 * {@code redefineClasses} verifies, too, but its {@link VerifyError} has no message.
 */
public final class Verifier {
    private final Instrumentation instrumentation;
    private final LoadedBytes loadedBytes;
    private final Running running;
    private final VersionCheck versions = new VersionCheck();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Added> undefinable = new ArrayList<>();

    private Verifier(Instrumentation instrumentation, LoadedBytes loadedBytes, Running running) {
        this.instrumentation = instrumentation;
        this.loadedBytes = loadedBytes;
        this.running = running;
    }

    /** Among the classes that the VM has. */
    public Verifier(Instrumentation instrumentation, LoadedBytes loadedBytes) {
        this(instrumentation, loadedBytes, null);
    }

    /** Among classes as the program has them, whatever they are to the VM. */
    public static Verifier asWritten(Instrumentation instrumentation, LoadedBytes loadedBytes, Running running) {
        return new Verifier(instrumentation, loadedBytes, running);
    }

    /** Looks at every class of the change set, and of what is to stand beside them. */
    public Verification verify(ChangeSet set, List<Evolved.Beside> beside, Progress progress) throws IOException {
        return verify(set, beside, c -> true, progress);
    }

    /**
     * Looks at the new classes of the change set, and at what is to stand beside them. Changed classes are there for them, and looked at by
     * the redefinition, which takes all or none.
     */
    public Verification verifyNew(ChangeSet set, List<Evolved.Beside> beside, Progress progress) throws IOException {
        return verify(set, beside, c -> false, progress);
    }

    private Verification verify(ChangeSet set, List<Evolved.Beside> beside, Predicate<Changed> looked, Progress progress) throws IOException {
        if (DebuggerThread.isCurrent()) return unlinked(set, beside);
        Map<ClassLoader, Map<String, byte[]>> byLoader = new IdentityHashMap<>();
        Map<ClassLoader, ProtectionDomain> domains = new IdentityHashMap<>();
        List<Subject> subjects = subjects(set, beside);
        for (Subject s : subjects) {
            if (s.knownVersion) byLoader.computeIfAbsent(s.loader, l -> new HashMap<>()).put(s.name(), s.image.bytes());
            if (s.domain != null) domains.putIfAbsent(s.loader, s.domain);
        }
        Map<ClassLoader, ThrowAwayLoader> throwAway = new IdentityHashMap<>();
        byLoader.forEach((loader, classes) -> throwAway.put(loader, new ThrowAwayLoader(loader, classes, domains.get(loader), loadedBytes,
                name -> running(loader, name.replace('.', '/')))));
        List<Subject> toLink = subjects.stream().filter(s -> s.knownVersion && (s.changed == null || looked.test(s.changed))).toList();
        if (set.onLoad().isEmpty()) {
            link(toLink, throwAway, progress);
            return new Verification(findings, undefinable, Map.of());
        }
        Map<OnLoad, byte[]> asLoaded = new HashMap<>();
        try (DefinitionCapture earlierAgents = new DefinitionCapture(instrumentation, false)) {
            link(toLink, throwAway, progress);
            for (Subject s : toLink) {
                byte[] arrived = s.onLoad == null ? null : earlierAgents.of(throwAway.get(s.loader), s.name());
                if (arrived != null) asLoaded.put(s.onLoad, arrived);
            }
        }
        return new Verification(findings, undefinable, asLoaded);
    }

    private void link(List<Subject> subjects, Map<ClassLoader, ThrowAwayLoader> loaders, Progress progress) throws IOException {
        Workers.map(subjects, s -> link(s, loaders.get(s.loader)), done -> progress.at("verify", done, subjects.size()))
                .forEach(outcome -> outcome.ifPresent(this::rejected));
    }

    private byte[] running(ClassLoader loader, String internalName) {
        if (running == null) return null;
        for (ClassLoader l = loader; l != null; l = l.getParent()) {
            Optional<Evolution> evolution = running.evolution(l, internalName);
            if (evolution.isPresent()) return evolution.get().logical();
        }
        return null;
    }

    private static final class Subject {
        final ClassLoader loader;
        final ClassImage image;
        final ProtectionDomain domain;
        final Added added;
        final Changed changed;
        final OnLoad onLoad;
        boolean knownVersion;

        Subject(ClassLoader loader, ClassImage image, ProtectionDomain domain, Added added, Changed changed, OnLoad onLoad) {
            this.loader = loader;
            this.image = image;
            this.domain = domain;
            this.added = added;
            this.changed = changed;
            this.onLoad = onLoad;
        }

        String name() {
            return image.file().name();
        }
    }

    /** Where no class may be linked: changed classes are verified by their redefinition, all others when the program first uses them. */
    private Verification unlinked(ChangeSet set, List<Evolved.Beside> beside) {
        List<Subject> subjects = subjects(set, beside);
        for (Subject s : subjects) {
            if (s.knownVersion && s.added != null) {
                findings.add(Finding.note(s.name(), "the VM verifies it when it is first used, not before"));
            }
        }
        return new Verification(findings, List.of(), Map.of());
    }

    /** Looks at nothing but the versions of the class files. */
    public static Verification versions(ChangeSet set) {
        Verifier verifier = new Verifier(null, null);
        verifier.subjects(set, List.of());
        return new Verification(verifier.findings, List.of(), Map.of());
    }

    private List<Subject> subjects(ChangeSet set, List<Evolved.Beside> beside) {
        List<Subject> subjects = new ArrayList<>();
        for (Changed c : set.changed()) {
            subjects.add(new Subject(c.type().getClassLoader(), c.next(), c.type().getProtectionDomain(), null, c, null));
        }
        for (Added a : set.added()) subjects.add(new Subject(a.into(), a.next(), a.domain(), a, null, null));
        for (OnLoad o : set.onLoad()) subjects.add(new Subject(o.in(), o.next(), o.domain(), null, null, o));
        for (Companion c : BesideJdk.elsewhere(beside)) subjects.add(new Subject(null, image(c), null, null, null, null));
        for (Evolved.Beside b : beside) {
            if (!BesideJdk.is(b)) subjects.add(new Subject(b.loader(), image(b.companion()), b.domain(), null, null, null));
        }
        for (Subject s : subjects) {
            versions.problem(s.image.file()).ifPresentOrElse(
                    problem -> findings.add(Finding.refusal(s.name(), Loaders.id(s.loader), null, problem, "compile it for this JVM's release")),
                    () -> s.knownVersion = true);
        }
        return subjects;
    }

    private static ClassImage image(Companion companion) {
        try {
            return ClassImage.of(companion.bytes());
        } catch (MalformedClassFileException e) {
            throw new IllegalStateException("a companion that can't be read: " + e.getMessage(), e);
        }
    }

    /** What the VM has against a class. */
    private record Rejection(Subject subject, Throwable why) {}

    private static Optional<Rejection> link(Subject s, ThrowAwayLoader loader) {
        try {
            linkIn(loader, s.name());
        } catch (IllegalAccessError e) {
            // The copy lives in another module than the real one will, so this need not hold there; the VM will tell.
        } catch (TypeNotPresentException | ClassNotFoundException | LinkageError e) {
            return Optional.of(new Rejection(s, e));
        }
        return Optional.empty();
    }

    private void rejected(Rejection rejection) {
        Subject s = rejection.subject;
        if (rejection.why instanceof LinkageError && !(rejection.why instanceof NoClassDefFoundError)) {
            findings.add(Finding.refusal(s.name(), Loaders.id(s.loader), null, "the VM rejects it: " + rejection.why,
                    "compile it again, with its dependencies"));
        } else {
            missing(s, rejection.why);
        }
    }

    /** Asking for the constructors links the class, which verifies it, and resolves fewer other types than asking for methods. */
    private static void linkIn(ThrowAwayLoader loader, String name) throws ClassNotFoundException {
        loader.loadClass(name).getDeclaredConstructors();
    }

    /**
     * Something that the class needs is not there. A new class that can't be defined is left out; whoever refers to it is found by the
     * link check. A changed class may lack an optional dependency now as before.
     */
    private void missing(Subject s, Throwable e) {
        if (s.added != null) {
            findings.add(Finding.warning(s.name(), Loaders.id(s.loader), null,
                    "it is not defined, since something that it needs is missing: " + e.getMessage(), null));
            undefinable.add(s.added);
        } else if (s.changed != null && !lacksTheSameNow(s.changed, e)) {
            findings.add(Finding.refusal(s.name(), Loaders.id(s.loader), null, "the VM rejects it, since a class that it needs is missing: "
                    + e.getMessage(), "give that class, too, or compile it again"));
        }
    }

    private boolean lacksTheSameNow(Changed c, Throwable missing) {
        try {
            Map<String, byte[]> now = Map.of(c.name(), c.before().bytes());
            linkIn(new ThrowAwayLoader(c.type().getClassLoader(), now, c.type().getProtectionDomain(), loadedBytes), c.name());
            return false;
        } catch (ClassNotFoundException | LinkageError | TypeNotPresentException e) {
            return String.valueOf(e.getMessage()).equals(String.valueOf(missing.getMessage()));
        }
    }
}
