package dev.molt.engine.match;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Decides the final names of numbered methods. A method keeps the name of its counterpart when live lambdas can call it: the descriptor,
 * which holds what is captured, is the same. Otherwise it gets a name that no method of the class has or had.
 */
final class MethodNames {
    private final Version running;
    private final Version next;
    private final Things things;
    private final Pairs pairs;
    private final Remapper types;

    /** @param types maps the offered names of classes to the final ones */
    MethodNames(Version running, Version next, Things things, Pairs pairs, Remapper types) {
        this.running = running;
        this.next = next;
        this.things = things;
        this.pairs = pairs;
        this.types = types;
    }

    /** Final names by {@link Thing#key()}, of the methods that get another one. */
    Map<String, String> decide(Taken taken) {
        FreshNames free = new FreshNames(taken);
        for (ClassNode c : running.classes()) {
            for (MethodNode m : c.methods) free.useMethod(c.name, m.name);
        }
        Map<String, String> names = new HashMap<>();
        Set<Thing> unnamed = new HashSet<>();
        for (ClassNode c : next.classes()) {
            String owner = types.mapType(c.name);
            for (MethodNode m : c.methods) {
                Thing thing = things.get(Thing.key(c.name, m.name, m.desc));
                if (thing == null) {
                    free.useMethod(owner, m.name);
                } else {
                    String old = keptName(owner, thing);
                    if (old == null) unnamed.add(thing);
                    else names.put(thing.key(), old);
                }
            }
        }
        for (Thing thing : things.all()) {
            if (unnamed.contains(thing)) names.put(thing.key(), free.method(types.mapType(thing.owner), thing.name));
        }
        names.entrySet().removeIf(e -> things.get(e.getKey()).name.equals(e.getValue()));
        return names;
    }

    private String keptName(String owner, Thing thing) {
        Thing old = pairs.runningOf(thing);
        boolean same = old != null && old.owner.equals(owner) && old.isStatic == thing.isStatic
                && old.descriptor.equals(types.mapMethodDesc(thing.descriptor));
        return same ? old.name : null;
    }
}
