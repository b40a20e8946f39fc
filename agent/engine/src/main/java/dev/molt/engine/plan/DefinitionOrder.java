package dev.molt.engine.plan;

import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.classfile.ClassFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders new classes so that each comes after its superclass and superinterfaces. Other references may go in circles. A supertype that is not
 * loaded yet is loaded when the class is defined, and has to be registered in its new version before.
 */
final class DefinitionOrder {
    private final Map<String, List<Added>> byName = new LinkedHashMap<>();
    private final Map<String, List<OnLoad>> onLoad = new HashMap<>();
    private final Set<String> visited = new HashSet<>();
    private final List<Added> ordered = new ArrayList<>();
    private final Map<Added, List<OnLoad>> loads = new IdentityHashMap<>();

    /** Does the work for these classes. */
    DefinitionOrder(List<Added> added, List<OnLoad> waiting) {
        for (Added a : added) byName.computeIfAbsent(a.next().file().internalName(), n -> new ArrayList<>()).add(a);
        for (OnLoad o : waiting) onLoad.computeIfAbsent(o.next().file().internalName(), n -> new ArrayList<>()).add(o);
        byName.keySet().forEach(this::visit);
        for (Added a : ordered) {
            List<OnLoad> above = new ArrayList<>();
            collect(a.next().file(), new HashSet<>(), above);
            if (!above.isEmpty()) loads.put(a, above);
        }
    }

    /** The new classes, supertypes first. */
    List<Added> supertypesFirst() {
        return ordered;
    }

    /** The classes that are loaded when a new one is defined. */
    Map<Added, List<OnLoad>> loads() {
        return loads;
    }

    private void visit(String internalName) {
        if (!visited.add(internalName)) return;
        List<Added> classes = byName.getOrDefault(internalName, List.of());
        for (ClassFile file : files(internalName)) {
            if (file.superName() != null) visit(file.superName());
            file.interfaces().forEach(this::visit);
        }
        ordered.addAll(classes);
    }

    private List<ClassFile> files(String internalName) {
        List<ClassFile> files = new ArrayList<>();
        for (Added a : byName.getOrDefault(internalName, List.of())) files.add(a.next().file());
        for (OnLoad o : onLoad.getOrDefault(internalName, List.of())) files.add(o.next().file());
        return files;
    }

    private void collect(ClassFile below, Set<String> seen, List<OnLoad> above) {
        List<String> supertypes = new ArrayList<>(below.interfaces());
        if (below.superName() != null) supertypes.add(below.superName());
        for (String name : supertypes) {
            if (!seen.add(name)) continue;
            above.addAll(onLoad.getOrDefault(name, List.of()));
            for (ClassFile file : files(name)) collect(file, seen, above);
        }
    }
}
