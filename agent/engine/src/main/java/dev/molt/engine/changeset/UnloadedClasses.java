package dev.molt.engine.changeset;

import dev.molt.engine.Progress;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.vm.ClassPathBytes;
import dev.molt.engine.vm.Loaders;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.vm.OnLoadVersions;
import dev.molt.protocol.Offer.OfferedClass;
import dev.molt.protocol.report.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Offered classes that a loader has not loaded: it will find the same file by itself one day (nothing to do), another one (to be replaced
 * when it is loaded), or none (to be defined).
 */
final class UnloadedClasses {
    /**
     * A class to be defined.
     *
     * @param absentIn the loaders that neither have nor find it
     * @param nowhere whether no loader at all has it
     */
    record Fresh(ClassImage image, List<ClassLoader> absentIn, boolean nowhere) {}

    private final Anchors anchors;
    private final OnLoadVersions onLoadVersions;
    private final Running running;
    private final OfferedBytes offered;
    private final HeapBudget heap;
    private final BiFunction<String, byte[], ClassImage> parser;
    private final Consumer<Finding> findings;
    private final List<OnLoad> onLoad = new ArrayList<>();
    private final Map<String, Fresh> fresh = new LinkedHashMap<>();

    /** @param parser reads a class file of the given name; answers null and tells why where it can't */
    UnloadedClasses(Anchors anchors, OnLoadVersions onLoadVersions, Running running, OfferedBytes offered, HeapBudget heap,
                    BiFunction<String, byte[], ClassImage> parser, Consumer<Finding> findings) {
        this.anchors = anchors;
        this.onLoadVersions = onLoadVersions;
        this.running = running;
        this.offered = offered;
        this.heap = heap;
        this.parser = parser;
        this.findings = findings;
    }

    List<OnLoad> onLoad() {
        return onLoad;
    }

    Map<String, Fresh> fresh() {
        return fresh;
    }

    /** @param holders the loaded classes by name */
    void look(List<OfferedClass> classes, Map<String, List<Class<?>>> holders, Progress progress) throws IOException {
        List<OfferedClass> differing = classes.stream().filter(c -> !c.sha256().equals(c.oldSha256()))
                .filter(c -> !absentIn(holders.get(c.name())).isEmpty()).toList();
        int done = 0;
        for (List<OfferedClass> batch : OfferedBytes.batches(differing)) {
            Map<OfferedClass, Places> places = new IdentityHashMap<>();
            for (OfferedClass c : batch) {
                progress.at("look up", ++done, differing.size());
                if (Loaders.jdkHas(c.name())) {
                    findings.accept(Finding.warning(c.name(), null, null, "the JDK has this class, and its own is used", "leave it out of the new version"));
                    continue;
                }
                Places p = places(c, absentIn(holders.get(c.name())), !holders.containsKey(c.name()));
                if (!p.older.isEmpty() || !p.none.isEmpty()) places.put(c, p);
            }
            List<OfferedClass> wanted = batch.stream().filter(places::containsKey).toList();
            Map<String, byte[]> next = offered.newVersions(wanted);
            for (OfferedClass c : wanted) {
                if (!runsUnderAnotherName(c, places.get(c), next.get(c.name()))) {
                    add(c, places.get(c), next.get(c.name()), !holders.containsKey(c.name()));
                }
            }
        }
    }

    private List<ClassLoader> absentIn(List<Class<?>> holders) {
        if (holders == null) return anchors.loaders();
        return anchors.loaders().stream().filter(l -> holders.stream().noneMatch(h -> Loaders.sees(l, h.getClassLoader()))).toList();
    }

    /** Loaders that will find an older version, with that version's bytes where they can be had, and loaders that find nothing. */
    private record Places(Map<ClassLoader, Optional<byte[]>> older, List<ClassLoader> none) {}

    private Places places(OfferedClass c, List<ClassLoader> absentIn, boolean nowhere) {
        Places places = new Places(new LinkedHashMap<>(), new ArrayList<>());
        for (ClassLoader loader : absentIn) {
            Optional<byte[]> there = onLoadVersions.waiting(loader, c.name()).or(() -> ClassPathBytes.find(loader, c.name()));
            if (there.isPresent() && Hashes.sha256(there.get()).equals(c.sha256())) {
                if (nowhere) return new Places(Map.of(), List.of());
            } else if (there.isPresent() || nowhere && c.oldSha256() != null) {
                if (!Anchors.hasParentIn(loader, List.copyOf(places.older.keySet()))) places.older.put(loader, there);
            } else {
                places.none.add(loader);
            }
        }
        return places;
    }

    /** Whether this very class file has been offered before, and got another name then. */
    private boolean runsUnderAnotherName(OfferedClass c, Places places, byte[] next) {
        return Stream.concat(places.older.keySet().stream(), places.none.stream()).flatMap(l -> running.offered(l, c.name()).stream())
                .anyMatch(v -> file(next).filter(f -> f.hash().equals(v.hash())).isPresent());
    }

    private void add(OfferedClass c, Places places, byte[] next, boolean nowhere) {
        ClassImage image = parser.apply(c.name(), next);
        if (image == null || !heap.take(image.bytes().length, findings)) return;
        places.older.forEach((loader, bytes) -> onLoad.add(
                new OnLoad(loader, Loaders.id(loader), anchors.domain(loader), bytes.flatMap(UnloadedClasses::file).orElse(null), image)));
        if (places.older.isEmpty() || !nowhere) {
            if (!places.none.isEmpty()) fresh.put(c.name(), new Fresh(image, places.none, nowhere));
        }
    }

    /** What the class path holds; garbage there counts as nothing. */
    private static Optional<ClassFile> file(byte[] bytes) {
        try {
            return Optional.of(ClassFile.parse(bytes));
        } catch (MalformedClassFileException e) {
            return Optional.empty();
        }
    }
}
