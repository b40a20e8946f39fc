package dev.molt.engine.debugger;

import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.ReferencedClasses;
import dev.molt.engine.changeset.Scope;
import dev.molt.engine.inside.Initiator;
import dev.molt.engine.plan.Plan;
import dev.molt.engine.vm.LoadedClasses;
import dev.molt.engine.vm.Loaders;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Asks for an update in place of a debugger. */
record Debugger(Class<?> type, LoadedClasses loaded, Predicate<Class<?>> pending) implements Initiator {
    @Override
    public Origin origin() {
        return Origin.DEBUGGER;
    }

    /** The debugger names each class with its loader. */
    @Override
    public Scope scope(UpdateOptions options) {
        return Scope.seenBy(type.getClassLoader());
    }

    @Override
    public List<Finding> objections(Plan plan) {
        List<Finding> objections = new ArrayList<>();
        for (Changed c : plan.redefine()) {
            if (pending.test(c.type())) {
                objections.add(Finding.refusal(c.name(), c.loader(), null, "the debugger's command has given another version of it just before",
                        "let the class folders of the program hold what the debugger sends, or use molt apply"));
            }
        }
        boolean loads = !plan.define().isEmpty() || !plan.evolved().beside().isEmpty() || plan.redefine().stream().anyMatch(this::needsMore);
        if (loads) {
            Suspensions.holdingALock(!Loaders.areOfTheJdk(type.getClassLoader())).ifPresent(problem -> objections.add(Finding.refusal(null, Loaders.id(type.getClassLoader()), null,
                    problem, "resume it until it has left the lock, and reload again")));
        }
        return objections;
    }

    /** Whether new code names classes that are not loaded yet, which the VM may load to verify it. */
    private boolean needsMore(Changed c) {
        for (String name : ReferencedClasses.of(c.redefineWith())) {
            if (loaded.named(name).isEmpty() && !Loaders.jdkHas(name) && !name.startsWith("dev.molt.")) return true;
        }
        return false;
    }
}
