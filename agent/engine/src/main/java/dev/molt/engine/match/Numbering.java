package dev.molt.engine.match;

import dev.molt.engine.evolve.Member;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;

/**
 * Matches what the compiler numbers by what it is. An edit of the source shifts the numbers of lambda bodies and of anonymous and local
 * classes; a live object must keep meaning the same text. So the class files of the new version get the names that the same things
 * have in the running version, and what is really new gets names that nothing uses.
 */
public final class Numbering {
    private final Version running;
    private final Version next;
    private final Things runningThings;
    private final Things nextThings;
    private final Pairs pairs = new Pairs();

    private Numbering(Version running, Version next) {
        this.running = running;
        this.next = next;
        runningThings = new Things(running);
        nextThings = new Things(next);
    }

    /**
     * Matches.
     *
     * @param running logical class files of the loaded classes of the nests concerned, by internal name; also of classes of these nests
     *        that are not loaded but would be found, as far as they are known
     * @param next the new version of all classes of the same nests, and other classes of the update, by offered internal name
     * @param taken whether the name of a class is used already in the loader
     */
    public static Matched match(Map<String, byte[]> running, Map<String, byte[]> next, Predicate<String> taken) {
        return match(running, next, Taken.types(taken));
    }

    /** As {@link #match(Map, Map, Predicate)}, where classes may have had methods that the running version no longer declares. */
    public static Matched match(Map<String, byte[]> running, Map<String, byte[]> next, Taken taken) {
        Set<String> roots = changedRoots(running, next);
        Version before = new Version(under(roots, running));
        Version after = new Version(under(roots, next));
        Numbering numbering = new Numbering(before, after);
        if (numbering.nextThings.isEmpty()) return new Matched(Map.of(), Map.of(), next);
        numbering.pair();
        return numbering.named(next, taken);
    }

    /** The top-level names below which something differs and something is numbered. */
    private static Set<String> changedRoots(Map<String, byte[]> running, Map<String, byte[]> next) {
        Set<String> changed = new HashSet<>();
        next.forEach((name, bytes) -> {
            if (!Arrays.equals(bytes, running.get(name))) changed.add(root(name));
        });
        Set<String> numbered = new HashSet<>();
        next.forEach((name, bytes) -> {
            String root = root(name);
            if (changed.contains(root) && !numbered.contains(root) && mayHoldNumbers(name, bytes)) numbered.add(root);
        });
        return numbered;
    }

    /** A quick look, which may be mistaken in one way only. */
    private static boolean mayHoldNumbers(String name, byte[] bytes) {
        for (int at = name.indexOf('$'); at >= 0 && at + 1 < name.length(); at = name.indexOf('$', at + 1)) {
            if (Character.isDigit(name.charAt(at + 1))) return true;
        }
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        return raw.contains("lambda$") || raw.contains("access$");
    }

    private static String root(String name) {
        int dollar = name.indexOf('$', name.lastIndexOf('/') + 2);
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    private static Map<String, byte[]> under(Set<String> roots, Map<String, byte[]> files) {
        Map<String, byte[]> some = new TreeMap<>();
        files.forEach((name, bytes) -> {
            if (roots.contains(root(name))) some.put(name, bytes);
        });
        return some;
    }

    private void pair() {
        Things.colour(runningThings, nextThings);
        Neighbourhood neighbourhood = new Neighbourhood(running, next, runningThings, nextThings, pairs);
        Pairing pairing = new Pairing(runningThings, nextThings, neighbourhood, pairs);
        for (ClassNode c : next.classes()) {
            boolean isNamed = nextThings.get(c.name) == null && !next.isBelowNumbered(c.name);
            if (isNamed && running.get(c.name) != null) pairWithin(c.name, c.name, pairing);
        }
    }

    /** Pairs what belongs to a class: lambdas from the outside to the inside, then classes, then what belongs to those. */
    private void pairWithin(String old, String now, Pairing pairing) {
        List<Thing> olds = runningThings.methodsOf(old);
        List<Thing> nows = nextThings.methodsOf(now);
        int depth = Math.max(depth(olds, runningThings), depth(nows, nextThings));
        for (int level = 0; level <= depth; level++) {
            pairing.pair(atLevel(level, olds, runningThings), atLevel(level, nows, nextThings));
        }
        if (depth > 0) pairing.pair(olds, nows);
        pairing.pair(runningThings.classesOf(old), nextThings.classesOf(now));
        for (Thing child : nextThings.classesOf(now)) {
            Thing before = pairs.runningOf(child);
            if (before != null) pairBelow(before.name, child.name, pairing);
        }
    }

    /** A numbered class and its member classes. */
    private void pairBelow(String old, String now, Pairing pairing) {
        pairWithin(old, now, pairing);
        for (ClassNode c : next.children(now)) {
            String before = old + c.name.substring(now.length());
            if (nextThings.get(c.name) == null && running.get(before) != null) pairBelow(before, c.name, pairing);
        }
    }

    private static List<Thing> atLevel(int level, List<Thing> all, Things things) {
        return all.stream().filter(t -> level(t, things) == level).toList();
    }

    private static int depth(List<Thing> all, Things things) {
        return all.stream().mapToInt(t -> level(t, things)).max().orElse(0);
    }

    /** How many lambdas a lambda stands in. */
    private static int level(Thing thing, Things things) {
        int level = 0;
        Set<Thing> seen = new HashSet<>();
        for (Thing at = thing; at != null && at.site != null && seen.add(at); level++) {
            at = things.get(Thing.key(at.site.owner(), at.site.method().name(), at.site.method().descriptor()));
        }
        return Math.max(0, level - 1);
    }

    private Matched named(Map<String, byte[]> offered, Taken taken) {
        Map<String, String> types = new ClassNames(running, next, nextThings, pairs, taken).decide();
        Remapper typesOnly = new Renamer(types, Map.of());
        Map<String, String> methods = new MethodNames(running, next, nextThings, pairs, typesOnly).decide(taken);
        if (types.isEmpty() && methods.isEmpty()) return new Matched(Map.of(), Map.of(), offered);
        Renamer renamer = new Renamer(types, methods);
        Map<String, byte[]> files = new HashMap<>();
        offered.forEach((name, bytes) -> files.put(types.getOrDefault(name, name), renamer.rename(bytes)));
        Map<String, Map<Member, String>> methodNames = new HashMap<>();
        methods.forEach((key, name) -> {
            Thing thing = nextThings.get(key);
            Member member = new Member(thing.name, typesOnly.mapMethodDesc(thing.descriptor));
            methodNames.computeIfAbsent(typesOnly.mapType(thing.owner), k -> new HashMap<>()).put(member, name);
        });
        return new Matched(types, methodNames, files);
    }
}
