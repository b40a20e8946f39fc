package dev.molt.engine.changeset;

import dev.molt.engine.vm.Loaders;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The class loaders that an update concerns: those that hold classes of the offer. */
final class Anchors {
    private record Hold(Class<?> sample, int classes) {}

    private final Map<ClassLoader, Hold> holds = new LinkedHashMap<>();

    void add(Class<?> type) {
        holds.merge(type.getClassLoader(), new Hold(type, 1), (a, b) -> new Hold(a.sample(), a.classes() + 1));
    }

    /** Where no class of the offer is loaded yet: the loader that would load them. */
    void addLoader(ClassLoader loader) {
        holds.putIfAbsent(loader, new Hold(null, 0));
    }

    boolean isEmpty() {
        return holds.isEmpty();
    }

    /** The loaders, parents before children. */
    List<ClassLoader> loaders() {
        List<ClassLoader> loaders = new ArrayList<>(holds.keySet());
        loaders.sort(Comparator.comparingInt(Anchors::depth));
        return loaders;
    }

    /** The loader that holds most classes. */
    ClassLoader main() {
        return loaders().stream().max(Comparator.comparingInt(l -> holds.get(l).classes())).orElseThrow();
    }

    /** A protection domain of the loader's classes. */
    ProtectionDomain domain(ClassLoader loader) {
        Hold hold = holds.get(loader);
        return hold == null || hold.sample() == null ? null : hold.sample().getProtectionDomain();
    }

    /** Whether a parent of this loader among the given ones would load what it asks for. */
    static boolean hasParentIn(ClassLoader loader, List<ClassLoader> others) {
        return others.stream().anyMatch(o -> o != loader && Loaders.sees(loader, o));
    }

    private static int depth(ClassLoader loader) {
        int depth = 0;
        for (ClassLoader l = loader; l != null; l = l.getParent()) depth++;
        return depth;
    }
}
