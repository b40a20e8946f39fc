package dev.molt.engine.dependents;

import dev.molt.engine.Progress;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.changeset.Removed;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.diff.ChangeSetDiff;
import dev.molt.engine.diff.ClassDiff;
import dev.molt.engine.evolve.Companion;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.LoadedClasses;
import dev.molt.engine.vm.Loaders;
import dev.molt.protocol.report.AffectedClass;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.StatusReport.IndexSize;
import dev.molt.engine.shape.Users;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds who is affected by an update, and whether all references of changed classes and of their dependents still resolve. The index
 * over the loaded classes is built when an update first takes something away.
 */
public final class DependentsFinder {
    private final Instrumentation instrumentation;
    private final Running running;
    private final LoadedIndex index;

    public DependentsFinder(Instrumentation instrumentation, Running running) {
        this.instrumentation = instrumentation;
        this.running = running;
        this.index = new LoadedIndex(running);
    }

    /** Size of the index; zeros as long as nobody needed it. */
    public IndexSize size() {
        return index.size();
    }

    /** The class has other code now. */
    public void redefined(Class<?> type) {
        index.forget(type);
    }

    /** Who uses whom among these classes; read when it is first asked. */
    public Users users(LoadedClasses loaded) {
        return new IndexedUsers(index, loaded);
    }

    /** The change set, refused where a class of it would be a supertype of itself. */
    public ChangeSet withoutCircles(ChangeSet set) {
        List<Finding> circles = set.refused() ? List.of() : new Circles(set, () -> LoadedClasses.now(instrumentation), running::read).find();
        if (circles.isEmpty()) return set;
        List<Finding> findings = new ArrayList<>(set.findings());
        findings.addAll(circles);
        return new ChangeSet(set.source(), set.from(), set.changed(), set.added(), set.onLoad(), set.removed(), set.left(), set.resources(), set.unchanged(), set.renamed(),
                findings);
    }

    /**
     * Looks for dependents, and checks links.
     *
     * @param abandoned names of loaded classes that are no part of the program: what still runs of them goes on with what the VM has
     */
    public Dependents find(ChangeSet set, ChangeSetDiff diff, Set<String> abandoned, Progress progress) throws IOException {
        LoadedClasses loaded = LoadedClasses.now(instrumentation);
        List<Finding> findings = new ArrayList<>();
        Map<Class<?>, AffectedClass> affected = new LinkedHashMap<>();
        if (set.refused()) return new Dependents(List.of(), List.of());
        try (LoadedBytes.Reading reading = running.begin()) {
            affectedByLoss(set, diff, loaded, progress, affected);
            affectedByRemoval(set, loaded, progress, affected, findings);
            affected.keySet().removeIf(user -> abandoned.contains(user.getName()));
            findings.addAll(new UpdateLinks(set, loaded, running).check(affected.keySet(), progress));
        }
        return new Dependents(List.copyOf(affected.values()), findings);
    }

    private void affectedByLoss(ChangeSet set, ChangeSetDiff diff, LoadedClasses loaded, Progress progress,
                                Map<Class<?>, AffectedClass> affected) throws IOException {
        Set<Class<?>> changing = changing(set);
        for (Changed c : set.changed()) {
            if (!diff.of(c).isStructural()) continue;
            LostMembers lost = LostMembers.of(c.before().file(), c.after().file(), diff.of(c));
            if (lost.isEmpty()) continue;
            index.refresh(loaded.all(), progress);
            usersOf(c.next().file().internalName(), ownersOf(c.type(), loaded), lost, c.type().getClassLoader(), changing, affected);
        }
        for (OnLoad o : set.onLoad()) {
            if (o.older() == null) continue;
            LostMembers lost = LostMembers.of(o.older(), o.next().file(), ClassDiff.between(o.older(), o.next().file()));
            if (lost.isEmpty()) continue;
            index.refresh(loaded.all(), progress);
            String owner = o.next().file().internalName();
            usersOf(owner, List.of(owner), lost, o.in(), changing, affected);
        }
    }

    private void usersOf(String owner, List<String> seenAs, LostMembers lost, ClassLoader loader, Set<Class<?>> changing,
                         Map<Class<?>, AffectedClass> affected) {
        Set<Class<?>> users = new HashSet<>();
        for (LostMembers.Member m : lost.members()) {
            for (String name : seenAs) users.addAll(index.usersOfMember(name, m.name(), m.descriptor()));
        }
        if (lost.wholeClass()) users.addAll(index.usersOf(owner));
        for (Class<?> user : users) {
            // a companion goes with its class, and refers to what the VM goes on to have
            if (changing.contains(user) || Companion.is(user.getName()) || !Loaders.sees(user.getClassLoader(), loader)) continue;
            affected.computeIfAbsent(user, u -> affected(u, why(u, owner, lost)));
        }
    }

    /** A member may be named by any subclass that inherits it. */
    private static List<String> ownersOf(Class<?> type, LoadedClasses loaded) {
        return loaded.all().stream().filter(type::isAssignableFrom).map(t -> t.getName().replace('.', '/')).toList();
    }

    private void affectedByRemoval(ChangeSet set, LoadedClasses loaded, Progress progress, Map<Class<?>, AffectedClass> affected,
                                   List<Finding> findings) throws IOException {
        Set<Class<?>> changing = changing(set);
        for (Removed r : set.removed()) {
            index.refresh(loaded.all(), progress);
            String owner = r.name().replace('.', '/');
            for (Class<?> user : index.usersOf(owner)) {
                if (changing.contains(user) || !Loaders.sees(user.getClassLoader(), r.type().getClassLoader())) continue;
                AffectedClass known = affected.computeIfAbsent(user, u -> affected(u, why(u, owner, new LostMembers(List.of(), true))));
                findings.add(Finding.warning(user.getName(), known.loader(), null, "still refers to the removed class " + r.name()
                        + ": it " + known.because(), "the removed class stays loaded, so this goes on as before"));
            }
        }
    }

    private static Set<Class<?>> changing(ChangeSet set) {
        Set<Class<?>> changing = new HashSet<>();
        set.changed().forEach(c -> changing.add(c.type()));
        set.removed().forEach(r -> changing.add(r.type()));
        return changing;
    }

    private static AffectedClass affected(Class<?> user, String why) {
        return new AffectedClass(user.getName(), Loaders.id(user.getClassLoader()), why);
    }

    private String why(Class<?> user, String owner, LostMembers lost) {
        byte[] bytes = running.read(user).orElse(null);
        if (bytes == null) return "refers to " + owner.replace('/', '.');
        try {
            for (LostMembers.Member m : lost.members()) {
                List<Reference> uses = Explain.usesOfMember(bytes, owner, m.name(), m.descriptor());
                if (!uses.isEmpty()) return uses.get(0).text();
            }
            String why = Explain.why(bytes, owner);
            return why == null ? "inherits from " + owner.replace('/', '.') : why;
        } catch (MalformedClassFileException e) {
            throw new IllegalStateException(user.getName() + ": " + e.getMessage(), e);
        }
    }
}
