package dev.molt.engine.shape;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.dependents.World;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.LinkedWorld;
import dev.molt.engine.translate.Layout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Classes that earlier updates evolved and this one leaves alone, below classes of this one: the VM still does not know their overrides, and the
 * new version of what is above them has to ask for them as the old one did.
 */
final class EarlierBelow {
    private final LinkedWorld world;
    private final Worlds worlds;
    private final Layouts layouts;

    EarlierBelow(LinkedWorld world, Worlds worlds, Layouts layouts) {
        this.world = world;
        this.worlds = worlds;
        this.layouts = layouts;
    }

    /** Their layouts, by loader. */
    Map<ClassLoader, List<Layout>> find() {
        Set<String> changing = layouts.all().stream().map(l -> l.logical().internalName()).collect(Collectors.toSet());
        Map<ClassLoader, Set<String>> own = new HashMap<>();
        Map<ClassLoader, List<Layout>> found = new LinkedHashMap<>();
        for (Evolution e : world.evolutions()) {
            boolean stays = !own.computeIfAbsent(e.loader(), this::names).contains(e.internalName());
            if (stays && isBelow(e, changing)) found.computeIfAbsent(e.loader(), l -> new ArrayList<>()).add(Layout.of(e));
        }
        return found;
    }

    private Set<String> names(ClassLoader loader) {
        return layouts.in(loader).stream().map(l -> l.logical().internalName()).collect(Collectors.toSet());
    }

    private boolean isBelow(Evolution e, Set<String> changing) {
        Set<String> above = new HashSet<>();
        collect(e.logicalFile(), worlds.logical(e.loader()), above);
        collect(e.physicalFile(), worlds.physical(e.loader()), above);
        return !Collections.disjoint(above, changing);
    }

    private static void collect(ClassFile file, World world, Set<String> above) {
        if (file == null) return;
        if (file.superName() != null && above.add(file.superName())) collect(world.lookup(file.superName()), world, above);
        for (String type : file.interfaces()) {
            if (above.add(type)) collect(world.lookup(type), world, above);
        }
    }
}
