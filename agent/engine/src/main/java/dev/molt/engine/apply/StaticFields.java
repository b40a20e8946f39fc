package dev.molt.engine.apply;

import dev.molt.engine.evolve.Member;
import dev.molt.engine.shape.Evolved;
import dev.molt.engine.statics.Conversions;
import dev.molt.engine.vm.StaticValues;
import java.util.ArrayList;
import java.util.List;

/** Keeps values of static fields for the way back. */
public final class StaticFields {
    private final StaticValues values;

    public StaticFields(StaticValues values) {
        this.values = values;
    }

    /**
     * Gives a field that changed its type the value that it had, where nobody reads it yet.
     *
     * @return puts back what was there, from an earlier version with that type
     */
    Runnable convert(Evolved.ConvertedStatic c) {
        Object value = values.get(holder(c.type(), c.source()), c.from().name(), c.from().descriptor());
        Class<?> target = holder(c.type(), c.target());
        Runnable back = keep(target, c.to());
        values.set(target, c.to().name(), c.to().descriptor(), Conversions.convert(value, c.to().descriptor()));
        return back;
    }

    boolean isInitialised(Class<?> type) {
        return values.isInitialised(type);
    }

    private static Class<?> holder(Class<?> of, String name) {
        try {
            return Class.forName(name, true, of.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Keeps the values of what an initialiser may write, in the class and in its enum constants.
     *
     * @return puts them back
     */
    Runnable keep(Evolved.Initialiser initialiser) {
        List<Runnable> back = new ArrayList<>();
        for (Member f : initialiser.writes()) back.add(keep(initialiser.type(), f));
        initialiser.besides().forEach((f, holder) -> back.add(keep(holder(initialiser.type(), holder), f)));
        initialiser.retaken().forEach((constant, fields) -> {
            Object it = values.get(initialiser.type(), constant.name(), constant.descriptor());
            for (Member f : fields) back.add(keep(it, initialiser.type(), f));
        });
        return () -> back.forEach(Runnable::run);
    }

    private Runnable keep(Object of, Class<?> declaring, Member f) {
        Object value = values.get(of, declaring, f.name(), f.descriptor());
        return () -> values.set(of, declaring, f.name(), f.descriptor(), value);
    }

    private Runnable keep(Class<?> declaring, Member f) {
        Object value = values.get(declaring, f.name(), f.descriptor());
        return () -> values.set(declaring, f.name(), f.descriptor(), value);
    }
}
