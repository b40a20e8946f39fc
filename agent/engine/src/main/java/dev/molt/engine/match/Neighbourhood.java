package dev.molt.engine.match;

import dev.molt.engine.classfile.CodeText;
import dev.molt.engine.evolve.Member;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.MethodNode;

/** Whether two things stand in the same place of the source: in the same method, or in one that was renamed. */
final class Neighbourhood {
    /** From here on, two methods count as one that was edited. */
    static final double SAME = 0.5;

    private final Version running;
    private final Version next;
    private final Things runningThings;
    private final Things nextThings;
    private final Pairs pairs;
    private final Map<String, Double> renamed = new HashMap<>();

    Neighbourhood(Version running, Version next, Things runningThings, Things nextThings, Pairs pairs) {
        this.running = running;
        this.next = next;
        this.runningThings = runningThings;
        this.nextThings = nextThings;
        this.pairs = pairs;
    }

    /** From 0 to 1. */
    double same(Thing old, Thing now) {
        if (old.site == null || now.site == null) return old.site == now.site ? SAME : 0;
        if (!sameClass(old.site.owner(), now.site.owner())) return 0;
        Thing oldLambda = runningThings.get(key(old.site));
        Thing nowLambda = nextThings.get(key(now.site));
        if (oldLambda != null || nowLambda != null) return nowLambda != null && pairs.runningOf(nowLambda) == oldLambda ? 1 : 0;
        Member before = old.site.method();
        Member after = now.site.method();
        if (before.equals(after)) return 1;
        boolean gone = next.method(now.site.owner(), before.name(), before.descriptor()) == null;
        boolean fresh = running.method(old.site.owner(), after.name(), after.descriptor()) == null;
        if (!gone || !fresh) return 0;
        if (before.name().equals(after.name())) return 0.9;
        return 0.9 * renamed.computeIfAbsent(key(old.site) + " " + key(now.site), k -> alike(old.site, now.site));
    }

    private boolean sameClass(String old, String now) {
        Thing nowClass = nextThings.get(now);
        Thing oldClass = runningThings.get(old);
        if (nowClass == null && oldClass == null) return old.equals(now);
        return nowClass != null && oldClass != null && pairs.runningOf(nowClass) == oldClass;
    }

    private double alike(Site old, Site now) {
        return Words.alike(words(running, old), words(next, now));
    }

    private static Map<String, Integer> words(Version version, Site site) {
        MethodNode m = version.method(site.owner(), site.method().name(), site.method().descriptor());
        Remapper names = new Numbers(version, Map.of(), Map.of());
        return Words.count(CodeText.words(m.instructions, names));
    }

    private static String key(Site site) {
        return Thing.key(site.owner(), site.method().name(), site.method().descriptor());
    }
}
