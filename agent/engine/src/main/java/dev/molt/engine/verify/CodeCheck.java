package dev.molt.engine.verify;

import dev.molt.engine.changeset.Changed;
import dev.molt.engine.vm.TrialRedefinition;
import dev.molt.protocol.report.Finding;
import java.lang.instrument.ClassDefinition;
import java.util.ArrayList;
import java.util.List;

/** Verification of new code for classes that keep their shape, where all that it needs is loaded or can be: by the VM's redefinition. */
public final class CodeCheck {
    private final TrialRedefinition trial;

    public CodeCheck(TrialRedefinition trial) {
        this.trial = trial;
    }

    /** What the VM rejects, class by class. */
    public List<Finding> problems(List<Changed> changed) {
        List<Finding> problems = new ArrayList<>();
        if (trial.refusal(changed.stream().map(CodeCheck::definition).toList()).isEmpty()) return problems;
        for (Changed c : changed) {
            trial.refusal(List.of(definition(c))).ifPresent(e -> problems.add(Finding.refusal(c.name(), c.loader(), null,
                    "the VM rejects it: " + told(c, e), "compile it again, with its dependencies")));
        }
        return problems;
    }

    private String told(Changed c, LinkageError e) {
        if (e.getMessage() != null) return e.toString();
        return e.getClass().getName() + trial.message(definition(c)).map(m -> ": " + m).orElse("");
    }

    private static ClassDefinition definition(Changed c) {
        return new ClassDefinition(c.type(), c.redefineWith());
    }
}
