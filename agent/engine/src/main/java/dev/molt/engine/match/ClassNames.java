package dev.molt.engine.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Decides the final names of the classes of the new version. A numbered class keeps the name of its counterpart when live instances can
 * go on as instances of it: it has the same supertypes, is made with the same arguments, and captures the same variables.
 */
final class ClassNames {
    private final Version running;
    private final Version next;
    private final Things things;
    private final Pairs pairs;
    private final Taken taken;
    private final Set<Thing> fresh = new HashSet<>();

    ClassNames(Version running, Version next, Things things, Pairs pairs, Taken taken) {
        this.running = running;
        this.next = next;
        this.things = things;
        this.pairs = pairs;
        this.taken = taken;
    }

    /** Final names of the classes that get another one. */
    Map<String, String> decide() {
        while (true) {
            Map<String, String> names = names();
            if (!dropMisfits(names)) return names;
        }
    }

    /** Each round names all classes anew, since dropping one pair changes what others are made of. */
    private Map<String, String> names() {
        FreshNames free = new FreshNames(taken);
        for (ClassNode c : running.classes()) free.useTypes(List.of(c.name));
        Map<String, String> names = new HashMap<>();
        for (ClassNode c : next.classes()) {
            if (next.parent(c.name) == null) names.put(c.name, c.name);
        }
        free.useTypes(names.keySet());
        List<String> level = new ArrayList<>(names.keySet());
        level.sort(null);
        while (!level.isEmpty()) level = nameChildren(level, names, free);
        names.entrySet().removeIf(e -> e.getKey().equals(e.getValue()));
        return names;
    }

    private List<String> nameChildren(List<String> parents, Map<String, String> names, FreshNames free) {
        List<String> level = new ArrayList<>();
        List<ClassNode> unnamed = new ArrayList<>();
        for (String parent : parents) {
            for (ClassNode c : next.children(parent)) {
                level.add(c.name);
                Thing thing = things.get(c.name);
                Thing old = thing == null || fresh.contains(thing) ? null : pairs.runningOf(thing);
                if (old != null) names.put(c.name, old.name);
                else if (thing == null) names.put(c.name, names.get(parent) + c.name.substring(parent.length()));
                else unnamed.add(c);
            }
        }
        free.useTypes(names.values());
        for (ClassNode c : unnamed) {
            String parent = next.parent(c.name);
            names.put(c.name, free.type(names.get(parent) + "$", c.name.substring(parent.length() + 1)));
        }
        return level;
    }

    private boolean dropMisfits(Map<String, String> names) {
        Remapper renamer = new Renamer(names, Map.of());
        boolean dropped = false;
        for (Thing thing : things.all()) {
            Thing old = thing.isClass() && !fresh.contains(thing) ? pairs.runningOf(thing) : null;
            if (old == null || fits(old, thing, renamer)) continue;
            fresh.add(thing);
            dropped = true;
        }
        return dropped;
    }

    private boolean fits(Thing old, Thing now, Remapper renamer) {
        String parent = now.owner;
        if (!renamer.mapType(parent).equals(old.owner)) return false;
        ClassNode before = running.get(old.name);
        ClassNode after = next.get(now.name);
        boolean sameTypes = before.superName.equals(renamer.mapType(after.superName))
                && before.interfaces.equals(after.interfaces.stream().map(renamer::mapType).toList());
        if (!sameTypes) return false;
        if (now.kind.startsWith(Things.CONSTANT)) return true;
        if (now.kind.equals(Things.TABLE)) return true;
        return constructors(before, null).equals(constructors(after, renamer)) && captures(before, null).equals(captures(after, renamer));
    }

    private static Set<String> constructors(ClassNode c, Remapper renamer) {
        Set<String> all = new HashSet<>();
        for (MethodNode m : c.methods) {
            if (m.name.equals("<init>")) all.add(renamer == null ? m.desc : renamer.mapMethodDesc(m.desc));
        }
        return all;
    }

    private static Set<String> captures(ClassNode c, Remapper renamer) {
        Set<String> all = new HashSet<>();
        for (FieldNode f : c.fields) {
            if ((f.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_STATIC)) != Opcodes.ACC_SYNTHETIC) continue;
            all.add(f.name + " " + (renamer == null ? f.desc : renamer.mapDesc(f.desc)));
        }
        return all;
    }
}
