package dev.molt.engine.shape;

import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.changeset.ReferencedClasses;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** New classes that the VM can't be given in this JVM. An update can do without those that no class needs that it can be given. */
final class LeftOut {
    private LeftOut() {}

    /**
     * What has to be left out.
     *
     * @param impossible new classes that can't be defined
     * @return these, and the new classes that can't do without them, each with the name of the one that it needs; null for the former.
     *         Nothing where the update can't do without them.
     */
    static Optional<Map<Added, String>> of(ChangeSet set, Collection<Added> impossible) {
        Map<Added, String> out = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (Added a : impossible) {
            out.put(a, null);
            names.add(a.name());
        }
        Map<Added, Set<String>> references = new HashMap<>();
        for (Added a : set.added()) references.put(a, ReferencedClasses.of(a.next().bytes()));
        boolean more = true;
        while (more) {
            more = false;
            for (Added a : set.added()) {
                Optional<String> needed = out.containsKey(a) ? Optional.empty() : references.get(a).stream().filter(names::contains).findFirst();
                if (needed.isEmpty()) continue;
                out.put(a, needed.get());
                more |= names.add(a.name());
            }
        }
        for (Changed c : set.changed()) {
            if (refers(c.next().bytes(), names)) return Optional.empty();
        }
        for (OnLoad o : set.onLoad()) {
            if (refers(o.next().bytes(), names)) return Optional.empty();
        }
        return Optional.of(out);
    }

    private static boolean refers(byte[] bytes, Set<String> names) {
        return ReferencedClasses.of(bytes).stream().anyMatch(names::contains);
    }
}
