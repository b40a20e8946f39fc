package dev.molt.engine.changeset;

import dev.molt.engine.Progress;
import dev.molt.engine.vm.Loaders;
import dev.molt.protocol.Offer.OfferedResource;
import dev.molt.protocol.report.Finding;
import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Compares the offered files that are no class files with what the loaders find. */
final class OfferedResources {
    private static final int NAMED = 5;

    private final Anchors anchors;
    private final OfferedBytes offered;
    private final HeapBudget heap;
    private final Consumer<Finding> findings;

    OfferedResources(Anchors anchors, OfferedBytes offered, HeapBudget heap, Consumer<Finding> findings) {
        this.anchors = anchors;
        this.offered = offered;
        this.heap = heap;
        this.findings = findings;
    }

    /** A resource that differs, the loaders that it concerns, and the URLs of its old version in each. */
    private record Difference(OfferedResource offered, Map<ClassLoader, Set<String>> hides) {}

    /** Those that a loader does not find as they were offered. */
    List<ChangedResource> compare(List<OfferedResource> resources, Progress progress) throws IOException {
        List<Difference> differences = new ArrayList<>();
        int done = 0;
        for (OfferedResource r : resources) {
            progress.at("compare resources", ++done, resources.size());
            if (r.sha256() != null && r.sha256().equals(r.oldSha256()) || !isPlain(r.path())) continue;
            Map<ClassLoader, Set<String>> hides = concerned(r);
            if (!hides.isEmpty()) differences.add(new Difference(r, hides));
        }
        return changed(reachable(differences));
    }

    /** Whether the name can be that of a file below a folder. */
    private static boolean isPlain(String path) {
        return !path.startsWith("/") && !("/" + path + "/").contains("/../");
    }

    private Map<ClassLoader, Set<String>> concerned(OfferedResource r) {
        Map<ClassLoader, Set<String>> hides = new LinkedHashMap<>();
        boolean there = false;
        for (ClassLoader loader : anchors.loaders()) {
            List<FoundResources> found = FoundResources.in(loader, r.path());
            if (found.stream().anyMatch(f -> f.sha256().equals(r.sha256()))) {
                there = true;
                continue;
            }
            Set<String> old = old(r, loader, found);
            if (!old.isEmpty()) hides.put(loader, old);
        }
        if (hides.isEmpty() && !there && r.sha256() != null) hides.put(anchors.main(), Set.of());
        return hides;
    }

    /** What the running version's file is, by content; where that is not known or not found, by where the classes lie. */
    private Set<String> old(OfferedResource r, ClassLoader loader, List<FoundResources> found) {
        Set<String> same = urls(found.stream().filter(f -> f.sha256().equals(r.oldSha256())).toList());
        if (!same.isEmpty() || r.sha256() == null) return same;
        ProtectionDomain domain = anchors.domain(loader);
        CodeSource source = domain == null ? null : domain.getCodeSource();
        URL place = source == null ? null : source.getLocation();
        return urls(found.stream().filter(f -> f.liesIn(place)).toList());
    }

    private static Set<String> urls(List<FoundResources> found) {
        return found.stream().map(FoundResources::url).collect(Collectors.toSet());
    }

    /** Without those whose loader looks for resources in a way that nobody can add to. They are told. */
    private List<Difference> reachable(List<Difference> differences) {
        Map<ClassLoader, List<String>> missed = new LinkedHashMap<>();
        for (Difference d : differences) {
            for (ClassLoader loader : List.copyOf(d.hides.keySet())) {
                if (Loaders.asksTheJdkForResources(loader)) continue;
                d.hides.remove(loader);
                missed.computeIfAbsent(loader, l -> new ArrayList<>()).add(d.offered.path());
            }
        }
        missed.forEach((loader, paths) -> findings.accept(Finding.warning(null, Loaders.id(loader), null, "not updated: "
                + some(paths) + ": " + loader.getClass().getName() + " looks for resources in its own way, and finds what was there before",
                "put the new files where this loader looks, or restart the JVM")));
        return differences.stream().filter(d -> !d.hides.isEmpty()).toList();
    }

    private static String some(List<String> paths) {
        String first = paths.stream().limit(NAMED).collect(Collectors.joining(", "));
        return paths.size() > NAMED ? first + " and " + (paths.size() - NAMED) + " more" : first;
    }

    private List<ChangedResource> changed(List<Difference> differences) throws IOException {
        List<ChangedResource> changed = new ArrayList<>();
        for (Difference d : differences) {
            OfferedResource r = d.offered;
            if (!heap.take(r.size(), findings)) return List.of();
            byte[] content = r.sha256() == null ? null : offered.resource(r.path());
            d.hides.forEach((loader, hides) -> changed.add(new ChangedResource(loader, Loaders.id(loader), r.path(), content, hides)));
        }
        return changed;
    }
}
