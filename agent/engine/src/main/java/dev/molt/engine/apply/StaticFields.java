package dev.molt.engine.apply;

import dev.molt.engine.evolve.Member;
import dev.molt.engine.vm.StaticValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Keeps values of static fields for the way back. */
public final class StaticFields {
    private final StaticValues values;

    public StaticFields(StaticValues values) {
        this.values = values;
    }

    /**
     * Keeps the values that these fields have now.
     *
     * @param fields static fields that the VM's class declares
     * @return puts them back
     */
    Runnable keep(Class<?> type, Collection<Member> fields) {
        List<Runnable> back = new ArrayList<>();
        for (Member f : fields) {
            Object value = values.get(type, f.name(), f.descriptor());
            back.add(() -> values.set(type, f.name(), f.descriptor(), value));
        }
        return () -> back.forEach(Runnable::run);
    }
}
