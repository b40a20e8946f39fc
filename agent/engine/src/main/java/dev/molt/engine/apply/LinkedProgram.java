package dev.molt.engine.apply;

import dev.molt.engine.changeset.OfferedAs;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.LinkedWorld;
import dev.molt.engine.evolve.OfferedVersions;
import dev.molt.engine.shape.Evolved;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an update with changed shapes concerns beside the code in the VM: links, static fields, the JDK's view of the classes. */
public final class LinkedProgram {
    private final Instrumentation instrumentation;
    private final LinkedWorld world;
    private final OfferedVersions offered;
    private final StaticFields statics;

    public LinkedProgram(Instrumentation instrumentation, LinkedWorld world, OfferedVersions offered, StaticFields statics) {
        this.instrumentation = instrumentation;
        this.world = world;
        this.offered = offered;
        this.statics = statics;
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

    /** Installs what has to be there before a class of another shape is known. */
    void prepare() {
    }

    /** The JDK's view of these classes follows. */
    void refresh(Collection<Evolution> evolutions) {
    }

    /** @return takes it back */
    Runnable mend(Evolved.ChangedEnum change) {
        return () -> { };
    }

    /** Makes compiled code of these classes give up what it took for constant. */
    void forgetFolded(Collection<Class<?>> readers) throws UnmodifiableClassException {
        if (!readers.isEmpty()) instrumentation.retransformClasses(readers.toArray(Class[]::new));
    }
}
