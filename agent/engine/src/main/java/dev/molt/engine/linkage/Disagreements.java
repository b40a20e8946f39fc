package dev.molt.engine.linkage;

import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.TypeChanges;
import dev.molt.engine.vm.InternalAccess;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds the superclasses that evolved classes have to the program alone, or to the VM alone. */
final class Disagreements {
    private final LogicalWorld world;
    private final LogicalMembers members;
    private final InternalAccess access;

    Disagreements(LogicalWorld world, LogicalMembers members, InternalAccess access) {
        this.access = access;
        this.world = world;
        this.members = members;
    }

    TypeChanges find() {
        Set<String> gained = new LinkedHashSet<>();
        Set<String> left = new LinkedHashSet<>();
        boolean standIns = false;
        for (Evolved evolved : world.all()) {
            Evolution e = evolved.evolution();
            standIns |= e.instances().standIn() != null;
            if (!e.isReseated()) continue;
            Class<?> type = access.loaded(e.loader(), e.internalName().replace('/', '.')).orElse(null);
            if (type == null) continue;
            Set<String> to = new LinkedHashSet<>();
            Set<String> vm = new LinkedHashSet<>();
            for (Class<?> c = members.superclass(type); c != null; c = members.superclass(c)) to.add(LogicalWorld.internalName(c));
            for (Class<?> c = type.getSuperclass(); c != null; c = c.getSuperclass()) vm.add(LogicalWorld.internalName(c));
            to.stream().filter(name -> !vm.contains(name)).forEach(gained::add);
            vm.stream().filter(name -> !to.contains(name)).forEach(left::add);
        }
        return new TypeChanges(gained, left, standIns);
    }
}
