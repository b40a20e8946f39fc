package dev.molt.engine.diff;

import dev.molt.engine.Workers;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Second stage of an update: the differences of every loaded class that changes. */
public record ChangeSetDiff(Map<Changed, ClassDiff> classes) {

    public ChangeSetDiff {
        classes = Collections.unmodifiableMap(classes);
    }

    /** Compares each changed class with what is loaded. */
    public static ChangeSetDiff of(ChangeSet set) {
        Map<Changed, ClassDiff> classes = new IdentityHashMap<>();
        List<ClassDiff> diffs = Workers.map(set.changed(), c -> ClassDiff.between(c.before().file(), c.after().file()));
        for (int i = 0; i < diffs.size(); i++) classes.put(set.changed().get(i), diffs.get(i));
        return new ChangeSetDiff(classes);
    }

    /** The differences of one class. */
    public ClassDiff of(Changed changed) {
        return classes.get(changed);
    }

    @Override
    public String toString() {
        return classes.entrySet().stream().map(e -> e.getKey().name() + ":\n" + e.getValue().text()).collect(Collectors.joining());
    }
}
