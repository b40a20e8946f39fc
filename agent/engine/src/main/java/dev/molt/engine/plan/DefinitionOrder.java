package dev.molt.engine.plan;

import dev.molt.engine.changeset.Added;
import dev.molt.engine.classfile.ClassFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders new classes so that each comes after its superclass and superinterfaces. Other references may go in circles. */
final class DefinitionOrder {
    private final Map<String, List<Added>> byName = new LinkedHashMap<>();
    private final Set<String> visited = new HashSet<>();
    private final List<Added> ordered = new ArrayList<>();

    private DefinitionOrder() {}

    static List<Added> supertypesFirst(List<Added> added) {
        DefinitionOrder order = new DefinitionOrder();
        for (Added a : added) order.byName.computeIfAbsent(a.next().file().internalName(), n -> new ArrayList<>()).add(a);
        order.byName.keySet().forEach(order::visit);
        return order.ordered;
    }

    private void visit(String internalName) {
        List<Added> classes = byName.get(internalName);
        if (classes == null || !visited.add(internalName)) return;
        ClassFile file = classes.get(0).next().file();
        if (file.superName() != null) visit(file.superName());
        file.interfaces().forEach(this::visit);
        ordered.addAll(classes);
    }
}
