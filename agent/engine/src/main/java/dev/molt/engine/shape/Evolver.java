package dev.molt.engine.shape;

import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.diff.ChangeKind;
import dev.molt.engine.diff.ChangeSetDiff;
import dev.molt.engine.evolve.LinkedWorld;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.LoadedClasses;
import dev.molt.engine.vm.StaticValues;
import dev.molt.protocol.report.Finding;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Makes an update that the VM takes out of one whose classes may have any shape. An update of bodies alone, in a JVM where no class has
 * another shape than the VM knows, passes as it is.
 */
public final class Evolver {
    /** What the VM takes, but does not act upon. */
    private static final Set<ChangeKind> OF_STATICS = EnumSet.of(ChangeKind.STATIC_INITIALIZER_BODY, ChangeKind.CONSTANT_VALUE);

    private final Instrumentation instrumentation;
    private final LoadedBytes loadedBytes;
    private final Running running;
    private final LinkedWorld world;
    private final StaticValues statics;
    private final Function<LoadedClasses, Users> usersAmong;
    private final AtomicInteger number = new AtomicInteger();

    public Evolver(Instrumentation instrumentation, LoadedBytes loadedBytes, Running running, LinkedWorld world, StaticValues statics,
                   Function<LoadedClasses, Users> usersAmong) {
        this.instrumentation = instrumentation;
        this.loadedBytes = loadedBytes;
        this.running = running;
        this.world = world;
        this.statics = statics;
        this.usersAmong = usersAmong;
    }

    /** Plans an update that needs it; touches nothing. */
    public Evolved evolve(ChangeSet set, ChangeSetDiff diff) {
        return evolving(set, diff, Evolving::run);
    }

    /** Compares the classes as wholes alone, without a look at their code: what stands against the update then. */
    public Evolved compare(ChangeSet set, ChangeSetDiff diff) {
        return evolving(set, diff, Evolving::compare);
    }

    private Evolved evolving(ChangeSet set, ChangeSetDiff diff, Function<Evolving, Evolved> what) {
        try (LoadedBytes.Reading reading = loadedBytes.begin()) {
            LoadedClasses loaded = LoadedClasses.now(instrumentation);
            Users users = usersAmong.apply(loaded);
            List<Finding> findings = new ArrayList<>();
            StaticsPlan plan = new StaticsPlan(running, statics, users, new UpdatedCode(set, loaded, running), findings::add);
            Worlds worlds = new Worlds(set, loaded, running, loadedBytes);
            return what.apply(new Evolving(set, diff, new Evolving.Surroundings(worlds, loaded, running, loadedBytes, world, users), plan,
                    number.incrementAndGet(), findings));
        }
    }

    /**
     * Whether the VM takes every object for what the program takes it for, also after the update. Then it takes code of changed classes that
     * it took as it was written, and need not be asked twice before they are redefined.
     */
    public boolean keepsTypes(Evolved evolved) {
        return world.disputed().isEmpty() && evolved.evolutions().stream().allMatch(e -> e.lineage().disputed().isEmpty() && e.instances().isPlain());
    }

    /** Whether an update is more than new bodies, or comes upon classes that are something else to the program than to the VM. */
    public boolean isNeeded(ChangeSet set, ChangeSetDiff diff) {
        if (set.refused()) return false;
        if (world.any() || !set.renamed().isEmpty()) return true;
        return set.changed().stream().flatMap(c -> diff.of(c).changes().stream())
                .anyMatch(change -> change.structural() || OF_STATICS.contains(change.kind()));
    }
}
