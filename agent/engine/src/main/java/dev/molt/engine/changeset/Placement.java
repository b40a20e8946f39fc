package dev.molt.engine.changeset;

import dev.molt.engine.changeset.UnloadedClasses.Fresh;
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

    List<Added> place(Map<String, Fresh> fresh, List<Changed> changed, List<OnLoad> onLoad) {
        if (fresh.isEmpty()) return List.of();
        Map<ClassLoader, Set<String>> needed = new LinkedHashMap<>();
        for (ClassLoader loader : anchors.loaders()) needed.put(loader, new HashSet<>());
        changed.forEach(c -> follow(c.next().bytes(), fresh, needed.get(c.type().getClassLoader())));
        onLoad.forEach(c -> follow(c.next().bytes(), fresh, needed.get(c.in())));
        List<Added> added = new ArrayList<>();
        for (Fresh f : fresh.values()) {
            ClassImage image = f.image();
            List<ClassLoader> into = new ArrayList<>(f.absentIn());
            into.removeIf(l -> !needed.get(l).contains(image.file().name()));
            if (into.isEmpty() && f.nowhere()) into = List.of(anchors.main());
            for (ClassLoader loader : into) {
                if (!Anchors.hasParentIn(loader, into)) added.add(new Added(loader, Loaders.id(loader), anchors.domain(loader), image));
            }
        }
        return added;
    }

    private static void follow(byte[] from, Map<String, Fresh> fresh, Set<String> reached) {
        Deque<byte[]> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            for (String name : ReferencedClasses.of(open.pop())) {
                if (fresh.containsKey(name) && reached.add(name)) open.push(fresh.get(name).image().bytes());
            }
        }
    }
}
