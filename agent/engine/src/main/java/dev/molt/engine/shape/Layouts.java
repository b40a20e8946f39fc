package dev.molt.engine.shape;

import dev.molt.engine.evolve.Running;
import dev.molt.engine.translate.Layout;
import dev.molt.engine.translate.Subject;
import dev.molt.engine.vm.Loaders;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Layouts of the update's classes, and of those that evolved earlier. */
final class Layouts {
    private record Placed(ClassLoader loader, Layout layout) {}

    private final Running running;
    private final Map<Subject, Layout> bySubject = new IdentityHashMap<>();
    private final Map<String, List<Placed>> byName = new HashMap<>();

    Layouts(Running running) {
        this.running = running;
    }

    void put(Subject subject, Layout layout) {
        bySubject.put(subject, layout);
        List<Placed> all = byName.computeIfAbsent(layout.logical().internalName(), n -> new ArrayList<>());
        all.removeIf(p -> p.loader == subject.loader());
        all.add(new Placed(subject.loader(), layout));
    }

    /** Those of the update's classes that this loader defines. */
    List<Layout> in(ClassLoader loader) {
        return byName.values().stream().flatMap(List::stream).filter(p -> p.loader == loader).map(Placed::layout).toList();
    }

    /** Those of all the update's classes. */
    Collection<Layout> all() {
        return bySubject.values();
    }

    Layout of(Subject subject) {
        return bySubject.get(subject);
    }

    /** The layout of the class that code in this loader means by a name; null for a class that is to the VM what it is to the program. */
    Layout find(ClassLoader loader, String internalName) {
        for (Placed p : byName.getOrDefault(internalName, List.of())) {
            if (Loaders.sees(loader, p.loader)) return p.layout;
        }
        for (ClassLoader l = loader; l != null; l = l.getParent()) {
            Layout earlier = running.evolution(l, internalName).map(Layout::of).orElse(null);
            if (earlier != null) return earlier;
        }
        return null;
    }
}
