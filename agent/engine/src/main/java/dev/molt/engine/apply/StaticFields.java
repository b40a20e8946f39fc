package dev.molt.engine.apply;

import dev.molt.engine.evolve.Member;
import dev.molt.engine.shape.Evolved;
import dev.molt.engine.statics.Conversions;
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

    /** Gives a field that changed its type the value that it had, in a holder that nobody knows yet. */
    void convert(Evolved.ConvertedStatic c) {
        Object value = values.get(c.type(), c.from().name(), c.from().descriptor());
        try {
            Class<?> holder = Class.forName(c.holder(), true, c.type().getClassLoader());
            values.set(holder, c.to().name(), c.to().descriptor(), Conversions.convert(value, c.to().descriptor()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
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
