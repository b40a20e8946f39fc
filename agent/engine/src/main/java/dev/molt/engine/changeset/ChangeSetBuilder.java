package dev.molt.engine.changeset;

import dev.molt.engine.Progress;
import dev.molt.engine.Workers;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.vm.ClassPathBytes;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.LoadedClasses;
import dev.molt.engine.vm.Loaders;
import dev.molt.engine.vm.OnLoadVersions;
import dev.molt.protocol.Offer;
import dev.molt.protocol.Offer.OfferedClass;
import dev.molt.protocol.report.Finding;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** First stage of an update: compares an offer with what is loaded and keeps what differs. One builder serves one update. */
public final class ChangeSetBuilder {
    private static final int NAMED = 3;

    private final Instrumentation instrumentation;
    private final LoadedBytes loadedBytes;
    private final Running running;
    private final OnLoadVersions onLoadVersions;
    private final OfferedBytes offered;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();
    private final List<LeftClass> left = new ArrayList<>();
    private final ChangedClasses changedClasses;
    private final Set<String> alreadyRemoved;
    private final HeapBudget heap = new HeapBudget();

    /** @param alreadyRemoved names of classes that live updates have removed */
    public ChangeSetBuilder(Instrumentation instrumentation, LoadedBytes loadedBytes, Running running, OnLoadVersions onLoadVersions,
                            Set<String> alreadyRemoved, ClassFiles client, Progress progress) {
        this.instrumentation = instrumentation;
        this.loadedBytes = loadedBytes;
        this.running = running;
        this.onLoadVersions = onLoadVersions;
        this.alreadyRemoved = alreadyRemoved;
        this.offered = new OfferedBytes(client);
        this.progress = progress;
        this.changedClasses = new ChangedClasses(new OtherAgents(instrumentation, loadedBytes), loadedBytes, findings::add);
    }

    /**
     * Compares.
     *
     * @param scope the loaders to look at
     * @throws IOException when the client has gone
     */
    public ChangeSet build(Offer offer, Scope scope) throws IOException {
        LoadedClasses loaded = LoadedClasses.now(instrumentation);
        Anchors anchors = new Anchors();
        Map<String, List<Class<?>>> holders = holders(offer, scope, loaded, anchors);
        List<Removed> removed = removed(offer, scope, loaded, anchors);

        List<OfferedClass> known = offer.classes().stream().filter(c -> holders.containsKey(c.name())).toList();
        if (anchors.isEmpty()) anchorUnloaded(offer.classes(), scope, anchors);
        if (anchors.isEmpty()) {
            refuseUnknown(offer, scope, loaded);
            return new ChangeSet(offer.source(), offer.from(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0, List.of(),
                    findings);
        }

        int[] unchanged = {0};
        List<Changed> changed = changed(known, holders, unchanged);
        UnloadedClasses unloaded = new UnloadedClasses(anchors, onLoadVersions, running, offered, heap,
                (name, bytes) -> ClassImage.named(name, bytes, findings::add).orElse(null), findings::add);
        unloaded.look(offer.classes(), holders, progress);
        List<Added> added = new Placement(anchors).place(unloaded.fresh(), changed, unloaded.onLoad());
        List<ChangedResource> resources = new OfferedResources(anchors, this.offered, heap, findings::add).compare(offer.resources(), progress);
        ChangeSet set = new ChangeSet(offer.source(), offer.from(), changed, added, unloaded.onLoad(), removed, left, resources, unchanged[0], List.of(),
                findings);
        return new Matching(running, offered, loaded, alreadyRemoved, findings::add).match(set, offer);
    }

    private Map<String, List<Class<?>>> holders(Offer offer, Scope scope, LoadedClasses loaded, Anchors anchors) {
        Map<String, List<Class<?>>> holders = new HashMap<>();
        for (OfferedClass c : offer.classes()) {
            List<Class<?>> types = inScope(loaded.named(c.name()), scope);
            if (types.isEmpty()) continue;
            holders.put(c.name(), types);
            types.forEach(anchors::add);
        }
        return holders;
    }

    private List<Removed> removed(Offer offer, Scope scope, LoadedClasses loaded, Anchors anchors) {
        List<Removed> removed = new ArrayList<>();
        for (String name : offer.removed()) {
            if (alreadyRemoved.contains(name)) continue;
            for (Class<?> type : inScope(loaded.named(name), scope)) {
                anchors.add(type);
                removed.add(new Removed(type, Loaders.id(type.getClassLoader())));
            }
        }
        return removed;
    }

    private static List<Class<?>> inScope(List<Class<?>> types, Scope scope) {
        return scope == Scope.EVERYWHERE ? types : types.stream().filter(t -> scope.covers(t.getClassLoader())).toList();
    }

    private static void anchorUnloaded(List<OfferedClass> classes, Scope scope, Anchors anchors) {
        ClassLoader app = ClassLoader.getSystemClassLoader();
        if (!scope.covers(app)) return;
        // Resources alone, of which nobody tells whose they are.
        if (classes.isEmpty() || classes.stream().anyMatch(c -> !Loaders.jdkHas(c.name()) && ClassPathBytes.find(app, c.name()).isPresent())) anchors.addLoader(app);
    }

    private void refuseUnknown(Offer offer, Scope scope, LoadedClasses loaded) {
        if (!offer.classes().isEmpty() && offer.classes().stream().allMatch(c -> Loaders.jdkHas(c.name()))) {
            findings.add(Finding.refusal(null, null, null, offer.source() + " holds only classes of the JDK (" + some(offer)
                    + "), and these are not updated", "change the JDK, and restart the JVM"));
            return;
        }
        findings.add(scope == Scope.EVERYWHERE
                ? Finding.refusal(null, null, null, "no class loader of this JVM knows any class in " + offer.source() + " ("
                        + some(offer) + ")", "check that this is the program that runs here")
                : Finding.refusal(null, scope.text(), null, "this loader holds none of the classes in " + offer.source(),
                        holding(offer, loaded)));
    }

    private static String holding(Offer offer, LoadedClasses loaded) {
        Set<String> loaders = offer.classes().stream().flatMap(c -> loaded.named(c.name()).stream())
                .map(t -> Loaders.id(t.getClassLoader())).collect(Collectors.toCollection(TreeSet::new));
        return loaders.isEmpty() ? "no other loader does" : "loaders that do: " + String.join(", ", loaders);
    }

    private static String some(Offer offer) {
        String names = String.join(", ", offer.classes().stream().limit(NAMED).map(OfferedClass::name).toList());
        return offer.classes().size() > NAMED ? names + ", ..." : names;
    }

    // ---- loaded classes ----

    private List<Changed> changed(List<OfferedClass> known, Map<String, List<Class<?>>> holders, int[] unchanged)
            throws IOException {
        List<Changed> changed = new ArrayList<>();
        int compared = 0;
        try (LoadedBytes.Reading reading = loadedBytes.begin()) {
            for (List<OfferedClass> batch : OfferedBytes.batches(known)) {
                Map<String, byte[]> next = offered.newVersions(batch);
                int before = compared;
                List<FirstLook> looks = Workers.map(batch, c -> FirstLook.at(c, next.get(c.name()), holders.get(c.name()), loadedBytes, running),
                        done -> progress.at("compare", before + done, known.size()));
                List<Difference> different = new ArrayList<>();
                for (FirstLook look : looks) {
                    different.addAll(look.different());
                    findings.addAll(look.findings());
                    left.addAll(look.left());
                    unchanged[0] += look.unchanged();
                    changed.addAll(look.evolved());
                }
                changed.addAll(resolve(different, unchanged));
                compared += batch.size();
            }
        }
        return changed;
    }

    private List<Changed> resolve(List<Difference> different, int[] unchanged) throws IOException {
        Map<String, byte[]> old = offered.oldVersions(different.stream().map(Difference::offered)
                .filter(c -> c.oldSha256() != null && !c.oldSha256().equals(c.sha256())).map(OfferedClass::name).distinct().toList());
        List<Difference> affordable = different.stream()
                .takeWhile(d -> heap.take(2L * d.next().bytes().length + d.loaded().length, findings::add)).toList();
        List<Originals> originals = Workers.map(affordable, d -> Originals.of(d, old.get(d.name())));
        List<Changed> changed = new ArrayList<>();
        for (int i = 0; i < affordable.size(); i++) {
            Difference d = affordable.get(i);
            changedClasses.compare(d, originals.get(i), old.containsKey(d.name())).ifPresentOrElse(changed::add, () -> unchanged[0]++);
        }
        return new RunningVersion(findings::add).choose(changed, old);
    }
}
