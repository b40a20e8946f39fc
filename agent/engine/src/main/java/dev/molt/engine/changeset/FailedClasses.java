package dev.molt.engine.changeset;

import dev.molt.engine.vm.Loaders;
import dev.molt.engine.vm.StaticValues;
import dev.molt.engine.vm.TrialRedefinition;
import dev.molt.protocol.report.Finding;
import java.lang.instrument.ClassDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * Loaded classes that can't be linked, as where an optional dependency is missing, and classes whose initialisation has failed (JVMS 5.4,
 * 5.5). No code of theirs can run, and the VM takes no other code for them; so an update leaves them as they are.
 */
public final class FailedClasses {
    private static final String FAILED = "its initialisation has failed in this JVM";

    private final StaticValues statics;
    private final TrialRedefinition trial;

    public FailedClasses(StaticValues statics, TrialRedefinition trial) {
        this.statics = statics;
        this.trial = trial;
    }

    /** What is told of a class that the VM does not hand out, although it is neither hidden nor one that must stay as it is. */
    static Finding left(Class<?> type) {
        try {
            type.getDeclaredConstructors(); // links it
            return left(type, FAILED);
        } catch (LinkageError | TypeNotPresentException e) {
            return left(type, "it can't be linked in this JVM (" + e + ")");
        }
    }

    /** The change set without classes that have failed. */
    public ChangeSet without(ChangeSet set) {
        List<Changed> waiting = set.changed().stream().filter(c -> !statics.isInitialised(c.type())).toList();
        if (waiting.isEmpty() || trial.isTaken(waiting.stream().map(FailedClasses::asItIs).toList())) return set;
        List<Changed> changed = new ArrayList<>(set.changed());
        List<LeftClass> left = new ArrayList<>(set.left());
        List<Finding> findings = new ArrayList<>(set.findings());
        for (Changed c : waiting) {
            if (!hasFailed(c)) continue;
            changed.remove(c);
            left.add(new LeftClass(c.type(), c.next()));
            findings.add(left(c.type(), FAILED));
        }
        return new ChangeSet(set.source(), set.from(), changed, set.added(), set.onLoad(), set.removed(), left, set.resources(), set.unchanged(), set.renamed(),
                findings);
    }

    /** Whether the VM takes no new code for a class, whatever that may be. */
    public boolean hasFailed(Changed c) {
        return !statics.isInitialised(c.type()) && !trial.isTaken(List.of(asItIs(c)));
    }

    private static ClassDefinition asItIs(Changed c) {
        return new ClassDefinition(c.type(), c.undoWith());
    }

    private static Finding left(Class<?> type, String why) {
        return Finding.warning(type.getName(), Loaders.id(type.getClassLoader()), null, "is left as it is, since " + why + ", so that nobody can use it",
                "restart the JVM, with what it needs, before you use it");
    }
}
