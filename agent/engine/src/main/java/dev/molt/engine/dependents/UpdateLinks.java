package dev.molt.engine.dependents;

import dev.molt.engine.DebuggerThread;
import dev.molt.engine.Progress;
import dev.molt.engine.Workers;
import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.LeftClass;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.vm.LoadedClasses;
import dev.molt.engine.vm.Loaders;
import dev.molt.protocol.report.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Checks the links of an update: those of its classes, and those of unchanged classes to what it changes. */
final class UpdateLinks {
    private final ChangeSet set;
    private final LoadedClasses loaded;
    private final Running running;
    private final Map<ClassLoader, LinkCheck> after = new IdentityHashMap<>();
    private final Map<ClassLoader, LinkCheck> before = new IdentityHashMap<>();

    UpdateLinks(ChangeSet set, LoadedClasses loaded, Running running) {
        this.set = set;
        this.loaded = loaded;
        this.running = running;
    }

    /** What would dangle. References that dangle now already are none of the update's business. */
    List<Finding> check(Collection<Class<?>> dependents, Progress progress) throws IOException {
        List<Finding> findings = new ArrayList<>();
        int total = set.changed().size() + set.added().size() + set.onLoad().size() + dependents.size();
        int done = 0;
        List<Boolean> refersToMore = Workers.map(set.changed(), UpdateLinks::refersToMore);
        for (Changed c : set.changed()) {
            progress.at("links", ++done, total);
            if (!refersToMore.get(done - 1)) continue;
            look(c.name(), c.type().getClassLoader(), findings,
                    () -> tellOfLoaded(c.type().getClassLoader(), c.next().bytes(), c.before().bytes(), findings));
        }
        for (Added a : set.added()) {
            progress.at("links", ++done, total);
            look(a.name(), a.into(), findings, () -> tell(check(after(a.into()), a.next().bytes()), a.into(), d -> true, findings));
        }
        for (OnLoad o : set.onLoad()) {
            progress.at("links", ++done, total);
            look(o.name(), o.in(), findings, () -> tell(check(after(o.in()), o.next().bytes()), o.in(), d -> true, findings));
        }
        for (Class<?> user : dependents) {
            progress.at("links", ++done, total);
            if (set.leavesBehind(user)) continue; // its objects end as old code, for which the VM keeps what it refers to
            if (set.left().stream().anyMatch(l -> l.type() == user)) continue; // no code of it runs
            ClassLoader loader = user.getClassLoader();
            byte[] bytes = running.read(user).orElse(null);
            if (bytes == null) continue;
            look(user.getName(), loader, findings, () -> tellOfLoaded(loader, bytes, bytes, findings));
        }
        return findings;
    }

    /** Also where that can't be read, which the check will tell. */
    private static boolean refersToMore(Changed c) {
        try {
            return NewReferences.any(c.before().bytes(), c.next().bytes());
        } catch (MalformedClassFileException e) {
            return true;
        }
    }

    private interface Look {
        void run() throws MalformedClassFileException;
    }

    private static void look(String name, ClassLoader loader, List<Finding> findings, Look look) {
        try {
            look.run();
        } catch (MalformedClassFileException e) {
            findings.add(Finding.refusal(name, Loaders.id(loader), null, e.getMessage(), "compile it again"));
        }
    }

    /** What a loaded class refers to that did not dangle before. A class of a package that it lacked already is an optional dependency. */
    private void tellOfLoaded(ClassLoader loader, byte[] next, byte[] loadedNow, List<Finding> findings) throws MalformedClassFileException {
        List<Dangling> dangling = check(after(loader), next);
        if (dangling.isEmpty()) return;
        Set<String> already = new HashSet<>();
        Set<String> lacked = new HashSet<>();
        for (Dangling d : check(before(loader), loadedNow)) {
            already.add(d.target() + ": " + d.problem());
            if (d.missesClass()) lacked.add(library(d));
        }
        tell(dangling.stream().filter(d -> !already.contains(d.target() + ": " + d.problem())).toList(), loader, d -> lacked.contains(library(d)), findings);
    }

    /** Classes of one package come together. */
    private static String library(Dangling missing) {
        int end = missing.problem().lastIndexOf('.');
        return end < 0 ? missing.problem() : missing.problem().substring(0, end);
    }

    /** A class file may be malformed in a place where nobody has looked before. */
    private List<Dangling> check(LinkCheck check, byte[] bytes) throws MalformedClassFileException {
        return check.check(List.of(ReferenceScanner.scan(bytes)));
    }

    /**
     * What a class that nobody has says. A debugger's thread can't look into the jars of a loader.
     *
     * @param optional whether a class that nobody has is an optional dependency, and no reason to refuse
     */
    private static void tell(List<Dangling> dangling, ClassLoader loader, Predicate<Dangling> optional, List<Finding> findings) {
        for (Dangling d : dangling) {
            String id = Loaders.id(loader);
            String problem = "refers to " + d.target() + (d.line() > 0 ? " in line " + d.line() : "") + ", which would not link: " + d.problem();
            if (d.note()) {
                findings.add(Finding.warning(d.fromClass(), id, null, d.target() + " " + d.problem(), "calling it throws AbstractMethodError"));
            } else if (d.missesClass() && (optional.test(d) || DebuggerThread.isCurrent())) {
                findings.add(Finding.warning(d.fromClass(), id, d.fromMember(), problem, "it matters only when this code runs"));
            } else {
                findings.add(Finding.refusal(d.fromClass(), id, d.fromMember(), problem,
                        "update both together: give a directory or jar with all classes of the new version"));
            }
        }
    }

    private LinkCheck after(ClassLoader loader) {
        return after.computeIfAbsent(loader, l -> new LinkCheck(LoaderView.ofDeclarations(l, updated(set, l), loaded, running::read)));
    }

    private LinkCheck before(ClassLoader loader) {
        return before.computeIfAbsent(loader, l -> new LinkCheck(LoaderView.ofDeclarations(l, Map.of(), loaded, running::read)));
    }

    /** The classes of an update that a loader sees, by internal name. */
    static Map<String, ClassFile> updated(ChangeSet set, ClassLoader loader) {
        Map<String, ClassFile> updated = new HashMap<>();
        for (OnLoad o : set.onLoad()) {
            if (Loaders.sees(loader, o.in())) updated.put(o.next().file().internalName(), o.next().file());
        }
        for (Added a : set.added()) {
            if (Loaders.sees(loader, a.into())) updated.put(a.next().file().internalName(), a.next().file());
        }
        for (LeftClass l : set.left()) {
            if (Loaders.sees(loader, l.type().getClassLoader())) updated.put(l.offered().file().internalName(), l.offered().file());
        }
        for (Changed c : set.changed()) {
            if (Loaders.sees(loader, c.type().getClassLoader())) updated.put(c.next().file().internalName(), c.next().file());
        }
        return updated;
    }
}
