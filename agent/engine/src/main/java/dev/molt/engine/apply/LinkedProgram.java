package dev.molt.engine.apply;

import dev.molt.engine.changeset.OfferedAs;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.LinkedWorld;
import dev.molt.engine.evolve.OfferedVersions;
import dev.molt.engine.jdk.JdkTypes;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.shape.Evolved.ChangedEnum;
import dev.molt.engine.shape.LateClasses;
import dev.molt.engine.statics.EnumMend;
import dev.molt.engine.view.JdkView;
import dev.molt.engine.vm.InternalAccess;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What an update with changed shapes concerns beside the code in the VM: links, static fields, the JDK's view of the classes. */
public final class LinkedProgram {
    private final Instrumentation instrumentation;
    private final InternalAccess access;
    private final LinkedWorld world;
    private final OfferedVersions offered;
    private final StaticFields statics;
    private final EnumConstants enums;
    private final LateClasses late;
    private final Supplier<JdkView> views;
    private final Supplier<JdkTypes> typed;
    private JdkView view;
    private JdkTypes types;

    /**
     * @param views opens the JDK's view of evolved classes
     * @param typed makes what lets the JDK's code ask for types
     */
    public LinkedProgram(Instrumentation instrumentation, InternalAccess access, LinkedWorld world, OfferedVersions offered, StaticFields statics, Running running,
                         EnumMend mend, LateClasses late, Supplier<JdkView> views, Supplier<JdkTypes> typed) {
        this.instrumentation = instrumentation;
        this.access = access;
        this.world = world;
        this.offered = offered;
        this.statics = statics;
        this.enums = new EnumConstants(instrumentation, running, mend);
        this.late = late;
        this.views = views;
        this.typed = typed;
    }

    LinkedWorld world() {
        return world;
    }

    StaticFields statics() {
        return statics;
    }

    /** Notes what was offered; each answer takes its part back. */
    List<Runnable> note(Collection<OfferedAs> versions) {
        Map<ClassLoader, Map<String, OfferedVersions.Version>> byLoader = new HashMap<>();
        for (OfferedAs v : versions) {
            byLoader.computeIfAbsent(v.loader(), l -> new HashMap<>()).put(v.offeredName(),
                    v.hash() == null ? null : new OfferedVersions.Version(v.hash(), v.name()));
        }
        List<Runnable> undo = new ArrayList<>();
        byLoader.forEach((loader, noted) -> undo.add(offered.note(loader, noted)));
        return undo;
    }

    /** Defines a class that was translated with the update. */
    void define(String internalName, Runnable definition) {
        late.define(internalName, definition);
    }

    /** Gives living constants the ordinals that they are to have, before the static initialiser runs. */
    synchronized Runnable renumber(ChangedEnum e) {
        view.follow(e.type());
        return enums.renumber(e);
    }

    EnumConstants enums() {
        return enums;
    }

    /**
     * Installs what has to be there before a class of another shape is known.
     *
     * @throws UnsupportedOperationException when this JDK is not what we expect; nothing was touched then
     */
    synchronized void prepare(Collection<Evolution> evolutions) {
        if (view == null) view = views.get();
        view.install();
        Set<String> disputed = new HashSet<>(world.disputed());
        for (Evolution e : evolutions) disputed.addAll(e.lineage().disputed());
        if (types == null && !disputed.isEmpty()) types = typed.get();
        if (types != null) types.use(disputed);
        late.watch(true);
    }

    /** The JDK's view of these classes follows. */
    synchronized void refresh(Collection<Evolution> evolutions) {
        Set<Class<?>> classes = new HashSet<>();
        for (Evolution e : evolutions) access.loaded(e.loader(), e.internalName().replace('/', '.')).ifPresent(classes::add);
        view.refresh(classes);
        if (types != null) types.use(world.disputed());
        if (world.any()) return;
        late.watch(false);
        view.close();
    }


    /** Makes compiled code of these classes give up what it took for constant. */
    void forgetFolded(Collection<Class<?>> readers) throws UnmodifiableClassException {
        Map<Boolean, List<Class<?>>> byState = readers.stream().collect(Collectors.partitioningBy(statics::isInitialised));
        retransform(byState.get(true));
        try {
            retransform(byState.get(false));
        } catch (LinkageError one) {
            byState.get(false).forEach(this::retransformIfLinked);
        }
    }

    private void retransform(List<Class<?>> classes) throws UnmodifiableClassException {
        if (!classes.isEmpty()) instrumentation.retransformClasses(classes.toArray(Class[]::new));
    }

    /** A class that can't be linked, since something that it needs is missing, has no compiled code. */
    private void retransformIfLinked(Class<?> type) {
        try {
            retransform(List.of(type));
        } catch (LinkageError | UnmodifiableClassException notLinked) {
            // as it was
        }
    }
}
