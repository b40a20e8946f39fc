package dev.molt.cli.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is known of the sources and classes of a program since they were last compiled. Immutable.
 *
 * @param settings fingerprint of the settings that they were compiled with
 * @param sources by path
 * @param classes by internal name
 */
record SourceIndex(String settings, Map<String, SourceEntry> sources, Map<String, ClassEntry> classes) {

    SourceIndex {
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    }

    /** Knows nothing yet. */
    static SourceIndex empty(String settings) {
        return new SourceIndex(settings, Map.of(), Map.of());
    }

    /** The same, after some files were compiled anew and others are gone. */
    SourceIndex with(Collection<SourceEntry> compiled, Map<String, ClassEntry> compiledClasses, Set<String> gone) {
        Map<String, SourceEntry> nextSources = new LinkedHashMap<>(sources);
        Map<String, ClassEntry> nextClasses = new LinkedHashMap<>(classes);
        Set<String> anew = new HashSet<>(gone);
        compiled.forEach(s -> anew.add(s.path()));
        nextSources.keySet().removeAll(gone);
        nextClasses.values().removeIf(c -> anew.contains(c.source()));
        compiled.forEach(s -> nextSources.put(s.path(), s));
        nextClasses.putAll(compiledClasses);
        return new SourceIndex(settings, nextSources, nextClasses);
    }

    /** Names of the classes that came out of these files. */
    Set<String> classesOf(Collection<String> paths) {
        Set<String> names = new HashSet<>();
        for (String path : paths) {
            SourceEntry entry = sources.get(path);
            if (entry != null) names.addAll(entry.classes());
        }
        return names;
    }

    /** The direct subtypes of each class, in this program. */
    Map<String, List<String>> subtypes() {
        Map<String, List<String>> subtypes = new HashMap<>();
        classes.forEach((name, entry) -> {
            for (String supertype : entry.abi().supertypes()) subtypes.computeIfAbsent(supertype, s -> new ArrayList<>()).add(name);
        });
        return subtypes;
    }

    /** A class and all its subtypes. */
    static Set<String> withSubtypes(String type, Map<String, List<String>> subtypes) {
        Set<String> all = new HashSet<>(Set.of(type));
        Deque<String> open = new ArrayDeque<>(all);
        while (!open.isEmpty()) {
            for (String sub : subtypes.getOrDefault(open.pop(), List.of())) {
                if (all.add(sub)) open.push(sub);
            }
        }
        return all;
    }
}
