package dev.molt.engine.apply;

import dev.molt.engine.Workers;
import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.changeset.Original;
import dev.molt.engine.changeset.Removed;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Kept;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.plan.Plan;
import dev.molt.engine.resources.Overlays;
import dev.molt.engine.shape.Evolved;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.NewClasses;
import dev.molt.engine.vm.OnLoadVersions;
import dev.molt.engine.vm.StaleCacheGuard;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Carries out a plan, step by step, each with its undo. Also takes back what it has applied. */
public final class Applier {
    private final Redefiner redefiner;
    private final LoadedBytes loadedBytes;
    private final OnLoadVersions onLoadVersions;
    private final NewClasses newClasses;
    private final Overlays overlays;
    private final LinkedProgram program;

    public Applier(Instrumentation instrumentation, LoadedBytes loadedBytes, OnLoadVersions onLoadVersions, NewClasses newClasses,
                   StaleCacheGuard guard, Overlays overlays, LinkedProgram program) {
        this.redefiner = new Redefiner(instrumentation, loadedBytes, guard);
        this.loadedBytes = loadedBytes;
        this.onLoadVersions = onLoadVersions;
        this.newClasses = newClasses;
        this.overlays = overlays;
        this.program = program;
    }

    /** What happens at the steps that are not about classes. */
    public interface Surroundings {
        /** {@link Step#AUDIT}. */
        void audit() throws Exception;

        /** {@link Step#PROBE}; throws when the application is not well. */
        void probe() throws Exception;

        /** {@link Step#RECORD}: from here on the update counts. */
        void record(Applied applied) throws Exception;
    }

    /**
     * Applies.
     *
     * @throws ApplyFailure when a step failed; all before it has been undone
     */
    public Applied apply(Plan plan, Checkpoint checkpoint, Surroundings surroundings) throws ApplyFailure {
        Attempt attempt = new Attempt(plan, surroundings);
        for (Step step : plan.steps()) {
            try {
                checkpoint.before(step);
                attempt.run(step);
            } catch (Throwable t) {
                throw new ApplyFailure(step, t, attempt.touched, attempt.undo.walkBack(), attempt.newShapes);
            }
        }
        return attempt.applied();
    }

    /** Whether classes that were not loaded when it was planned have been loaded since. */
    public boolean isOutdated(Plan plan) {
        return plan.changes().onLoad().stream().anyMatch(o -> onLoadVersions.isLoaded(o.in(), o.name()));
    }

    /** Takes applied updates back, newest first, all their classes in one redefinition. */
    public Reversal revert(List<Applied> newestFirst) {
        return new Reverter(redefiner, loadedBytes, onLoadVersions).revert(newestFirst);
    }

    /** One try at a plan. */
    private final class Attempt {
        private final Plan plan;
        private final Surroundings surroundings;
        private final UndoLog undo = new UndoLog();
        private final Transition transition;
        private final List<DefinedClass> defined = new ArrayList<>();
        private final List<OnLoadVersions.Version> onLoad = new ArrayList<>();
        private final List<RedefinedClass> redefined = new ArrayList<>();
        private final Set<OnLoad> registered = Collections.newSetFromMap(new IdentityHashMap<>());
        private List<Redefinition> batch = List.of();
        private Map<Class<?>, Arrival> arrived = Map.of();
        private Overlays.Overlay overlay;
        private boolean touched;
        private final List<NewShape> newShapes = new ArrayList<>();

        Attempt(Plan plan, Surroundings surroundings) {
            this.plan = plan;
            this.surroundings = surroundings;
            this.transition = new Transition(program, plan.evolved());
        }

        void run(Step step) throws Throwable {
            switch (step) {
                case AUDIT -> surroundings.audit();
                case DEFINE -> define();
                case ON_LOAD -> registerOnLoad();
                case RESOURCES -> showResources();
                case EVOLVE -> evolve();
                case REDEFINE -> redefine();
                case INITIALISE -> initialise();
                case CHECK -> check();
                // Nothing in the VM to do: it can't unload them. They count as removed once the update is recorded.
                case REMOVE -> { }
                case PROBE -> surroundings.probe();
                case RECORD -> surroundings.record(applied());
            }
        }

        Applied applied() {
            // The history keeps it, and must not keep classes for the sake of an update that has no logical side.
            Transition kept = plan.evolved().evolutions().isEmpty() ? null : transition;
            return new Applied(redefined, onLoad, defined, plan.changes().removed().stream().map(Removed::name).toList(), overlay, kept);
        }

        private void define() {
            for (Added a : plan.define()) {
                plan.loads().getOrDefault(a, List.of()).forEach(this::register);
                String packageName = a.next().file().packageName().replace('/', '.');
                for (Module module : modules(a.into())) newClasses.connect(module, a.into(), packageName);
                program.define(a.next().file().internalName(), () -> newClasses.define(a.into(), a.name(), a.next().bytes(), a.domain()));
                defined.add(new DefinedClass(a.name(), a.loader()));
            }
            if (!plan.evolved().beside().isEmpty()) program.world().prepare(plan.evolved().evolutions());
            for (Evolved.Beside b : plan.evolved().beside()) {
                newClasses.define(b.loader(), b.companion().internalName().replace('/', '.'), b.companion().bytes(), b.domain());
            }
        }

        private void evolve() throws Exception {
            undo.add(Step.EVOLVE, () -> complain(transition.unpublish()));
            transition.publish();
        }

        private void initialise() throws Throwable {
            undo.add(Step.INITIALISE, () -> complain(transition.restoreValues()));
            transition.initialise();
        }

        private static void complain(List<String> failures) {
            if (!failures.isEmpty()) throw new IllegalStateException(String.join("; ", failures));
        }

        private Set<Module> modules(ClassLoader loader) {
            return plan.changes().changed().stream().map(Changed::type).filter(t -> t.getClassLoader() == loader).map(Class::getModule)
                    .collect(Collectors.toSet());
        }

        private void registerOnLoad() {
            plan.changes().onLoad().forEach(this::register);
            requireNoneMissed();
        }

        private void register(OnLoad o) {
            if (registered.isEmpty()) undo.add(Step.ON_LOAD, () -> takeBack(new Applied(List.of(), onLoad, List.of(), List.of(), null, null)));
            if (!registered.add(o)) return;
            byte[] asLoaded = plan.asLoaded().getOrDefault(o, o.next().bytes());
            onLoad.add(onLoadVersions.register(o.in(), o.name(), o.next().bytes(), asLoaded));
        }

        /** A class that another thread was loading just then runs old code, and nobody would know. */
        private void requireNoneMissed() {
            for (OnLoadVersions.Version version : onLoad) {
                if (onLoadVersions.missed(version)) throw new IllegalStateException(version.name() + " was loaded while the update was made; try again");
            }
        }

        private void showResources() throws IOException {
            overlay = overlays.show(plan.resources());
            undo.add(Step.RESOURCES, overlay::close);
        }

        private void redefine() throws Exception {
            batch = Workers.map(plan.redefine(), Attempt::redefinition);
            arrived = redefiner.redefine(batch);
            touched = true;
            List<Changed> changed = plan.redefine();
            undo.add(Step.REDEFINE, () -> takeBack(new Applied(changed.stream().map(c -> redefined(c, null)).toList(), List.of(), List.of(), List.of(), null, null)));
            redefined.addAll(Workers.map(changed, c -> redefined(c, effectiveHash(c))));
        }

        private static Redefinition redefinition(Changed c) {
            Original original = c.original();
            boolean plain = original != null && c.redefineWith() == c.next().bytes();
            Kept kept = plain ? Kept.of(original.image().bytes(), original.image().file(), c.next().file()) : Kept.NOTHING;
            return new Redefinition(c.type(), c.before().bytes(), c.redefineWith(), kept, plain && original.uncached(), true);
        }

        private RedefinedClass redefined(Changed c, String effectiveHash) {
            return new RedefinedClass(new WeakReference<>(c.type()), c.name(), c.loader(), c.undoWith(), effectiveHash, plan.replacedMethods(c),
                    plan.ambiguousMethods(c));
        }

        private String effectiveHash(Changed c) {
            Arrival arrival = arrived.get(c.type());
            ClassFile meant = c.after().file();
            boolean known = arrival.asGiven() && c.after() == c.next() && meant.sourceFile() != null;
            try {
                return known ? meant.effectiveHash() : ClassFile.parse(arrival.bytes()).effectiveHash();
            } catch (MalformedClassFileException e) {
                throw new IllegalStateException(c.name() + " was redefined with a class file that can't be read: " + e.getMessage(), e);
            }
        }

        private void check() {
            requireNoneMissed();
            List<String> different = redefiner.check(batch, arrived);
            if (!different.isEmpty()) {
                throw new IllegalStateException("the VM does not hold what it was given for " + String.join(", ", different));
            }
        }

        private void takeBack(Applied part) {
            Reversal reversal = new Reverter(redefiner, loadedBytes, onLoadVersions).revert(List.of(part));
            newShapes.addAll(reversal.newShapes());
            if (!reversal.failures().isEmpty()) throw new IllegalStateException(String.join("; ", reversal.failures()));
        }
    }
}
