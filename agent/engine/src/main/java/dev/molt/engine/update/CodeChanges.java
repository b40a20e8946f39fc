package dev.molt.engine.update;

import dev.molt.engine.apply.RedefinedClass;
import dev.molt.engine.dependents.DependentsFinder;
import dev.molt.engine.oldcode.OldCode;

/** Tells those who must know that a class has been redefined, by an update or by its revert. */
final class CodeChanges {
    private final OldCode oldCode;
    private final DependentsFinder dependents;

    CodeChanges(OldCode oldCode, DependentsFinder dependents) {
        this.oldCode = oldCode;
        this.dependents = dependents;
    }

    void happened(RedefinedClass redefined, String by) {
        oldCode.replaced(redefined, by);
        Class<?> type = redefined.type().get();
        if (type != null) dependents.redefined(type);
    }
}
