package dev.molt.engine.changeset;

import dev.molt.engine.vm.Loaders;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides in which loader a new class is defined: where it is needed, or, when nobody names it, where most of the update lives. */
final class Placement {
    private final Anchors anchors;

    Placement(Anchors anchors) {
        this.anchors = anchors;
    }

    List<Added> place(Map<String, ClassImage> fresh, List<Changed> changed, List<OnLoad> onLoad) {
        Map<ClassLoader, Set<String>> needed = new LinkedHashMap<>();
        for (ClassLoader loader : anchors.loaders()) needed.put(loader, new HashSet<>());
        changed.forEach(c -> follow(c.next().bytes(), fresh, needed.get(c.type().getClassLoader())));
        onLoad.forEach(c -> follow(c.next().bytes(), fresh, needed.get(c.in())));
        List<Added> added = new ArrayList<>();
        for (ClassImage image : fresh.values()) {
            String name = image.file().name();
            List<ClassLoader> into = new ArrayList<>(needed.keySet());
            into.removeIf(l -> !needed.get(l).contains(name));
            if (into.isEmpty()) into = List.of(anchors.main());
            for (ClassLoader loader : into) {
                if (!Anchors.hasParentIn(loader, into)) added.add(new Added(loader, Loaders.id(loader), anchors.domain(loader), image));
            }
        }
        return added;
    }

    private static void follow(byte[] from, Map<String, ClassImage> fresh, Set<String> reached) {
        Deque<byte[]> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            for (String name : ReferencedClasses.of(open.pop())) {
                if (fresh.containsKey(name) && reached.add(name)) open.push(fresh.get(name).bytes());
            }
        }
    }
}
