package dev.molt.cli.compile;

import dev.molt.protocol.source.Sha256;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** The runs of the compiler that make up one compilation. */
final class Rounds {
    /** Whether the compiler reads annotations of types from class files (JDK-8225377). */
    private static final boolean ANNOTATED_TYPES = Runtime.version().feature() >= 22;

    /** More than this many are not seen in practice; then everything is compiled at once. */
    private static final int MOST = 8;

    private final Javac javac;
    private final Processors processors;
    private final Sources sources;
    private final Function<String, byte[]> kept;
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private final Map<String, byte[]> written = new HashMap<>();
    private final Map<String, byte[]> resources = new HashMap<>();
    private final List<CompileError> warnings = new ArrayList<>();
    private SourceIndex index;
    private int count;

    /** @param kept reads the class file of a class that was compiled before */
    Rounds(Javac javac, Processors processors, SourceIndex before, Sources sources, Function<String, byte[]> kept) {
        this.javac = javac;
        this.processors = processors;
        this.index = before;
        this.sources = sources;
        this.kept = kept;
    }

    /** Runs all rounds; the errors of the last one. */
    List<CompileError> run() {
        Set<String> round = changed();
        Set<String> compiled = new HashSet<>();
        Set<String> gone = new HashSet<>(index.sources().keySet());
        gone.removeAll(sources.hashes().keySet());
        gone.removeIf(path -> path.startsWith(ProgramFiles.GENERATED));
        if (gone.stream().anyMatch(Sources::isModule)) all(round, "the module declaration is gone");
        Collection<AbiChange> changes = remove(gone);
        round.addAll(files(new Affected(index, processed()).by(changes)));
        while (!round.isEmpty()) {
            if (round.stream().anyMatch(Sources::isModule)) all(round, "the module declaration changed");
            else if (processors == Processors.UNKNOWN || count >= MOST) all(round, "an annotation processor may read all files");
            else if (processors == Processors.AGGREGATING) round.addAll(processed());
            JavacRun run = compile(round);
            if (!run.ok()) {
                // The new version of what they use may tell more errors in files that were not asked yet, and messages name things as sources
                // have them: class files keep less.
                boolean grown = round.addAll(compiled) | (!ANNOTATED_TYPES && round.addAll(usedBy(run.errors())));
                if (!widen(round) && !grown) return run.errors();
                run = compile(round);
                if (!run.ok()) return run.errors();
            }
            warnings.addAll(run.warnings());
            compiled.addAll(round);
            changes = take(round, run);
            Map<String, String> affected = new Affected(index, processed()).by(changes);
            affected.keySet().removeAll(round);
            round = files(affected);
        }
        return List.of();
    }

    private Set<String> changed() {
        Set<String> changed = new LinkedHashSet<>();
        sources.hashes().forEach((path, hash) -> {
            SourceEntry before = index.sources().get(path);
            if (before != null && before.sha256().equals(hash)) return;
            changed.add(path);
            reasons.put(path, before == null ? "it is new" : "it changed");
        });
        return changed;
    }

    private Collection<AbiChange> remove(Set<String> gone) {
        List<AbiChange> changes = new ArrayList<>();
        for (String name : index.classesOf(gone)) changes.add(AbiChange.between(index.classes().get(name).abi(), null));
        index = index.with(List.of(), Map.of(), gone);
        return changes;
    }

    /** The files to compile for what is affected: sources that a processor wrote come from files that it reads. */
    private Set<String> files(Map<String, String> affected) {
        Set<String> files = new LinkedHashSet<>();
        affected.forEach((path, reason) -> {
            if (!path.startsWith(ProgramFiles.GENERATED)) {
                files.add(path);
                reasons.putIfAbsent(path, reason);
            } else {
                for (String file : processed()) {
                    files.add(file);
                    reasons.putIfAbsent(file, "an annotation processor makes " + path.substring(ProgramFiles.GENERATED.length()) + " of it");
                }
            }
        });
        return files;
    }

    private void all(Set<String> round, String because) {
        for (String path : sources.hashes().keySet()) {
            if (round.add(path)) reasons.putIfAbsent(path, because);
        }
    }

    private Set<String> processed() {
        Set<String> paths = new HashSet<>();
        if (processors == Processors.NONE) return paths;
        for (SourceEntry s : index.sources().values()) {
            if (s.use().annotated() && !s.path().startsWith(ProgramFiles.GENERATED)) paths.add(s.path());
        }
        return paths;
    }

    /** Adds all who use a class of the round, or a subclass of one; whether there was anybody. */
    private boolean widen(Set<String> round) {
        Map<String, List<String>> subtypes = index.subtypes();
        Set<String> family = new HashSet<>();
        for (String name : index.classesOf(round)) family.addAll(SourceIndex.withSubtypes(name, subtypes));
        boolean grown = false;
        for (SourceEntry s : index.sources().values()) {
            boolean uses = s.use().types().stream().anyMatch(family::contains);
            if (!uses || s.path().startsWith(ProgramFiles.GENERATED) || !round.add(s.path())) continue;
            reasons.putIfAbsent(s.path(), "it uses what does not compile");
            grown = true;
        }
        return grown;
    }

    /** The sources of what files with errors use. */
    private Set<String> usedBy(List<CompileError> errors) {
        Set<String> used = new HashSet<>();
        for (CompileError e : errors) {
            SourceEntry file = e.file() == null ? null : index.sources().get(e.file());
            if (file == null) continue;
            for (String type : file.use().types()) {
                ClassEntry declared = index.classes().get(type);
                if (declared != null && !declared.source().startsWith(ProgramFiles.GENERATED)) used.add(declared.source());
            }
        }
        return used;
    }

    private JavacRun compile(Set<String> round) {
        count++;
        Set<String> hidden = index.classesOf(round);
        Map<String, Supplier<byte[]>> known = new HashMap<>();
        for (String name : index.classes().keySet()) {
            if (!hidden.contains(name)) known.put(name, () -> written.containsKey(name) ? written.get(name) : kept.apply(name));
        }
        // Which errors follow from another one depends on the order; this is the one of whole builds.
        return javac.compile(new TreeSet<>(round), known, index.classes().keySet());
    }

    /** Takes over what a round has compiled; what others can notice of it. */
    private Collection<AbiChange> take(Set<String> round, JavacRun run) {
        Map<String, ClassEntry> classes = new LinkedHashMap<>();
        Map<String, List<String>> bySource = new HashMap<>();
        run.classes().forEach((name, bytes) -> {
            String source = run.origins().get(name);
            classes.put(name, new ClassEntry(source, Sha256.of(bytes), AbiReader.read(bytes)));
            bySource.computeIfAbsent(source, s -> new ArrayList<>()).add(name);
        });
        List<SourceEntry> entries = new ArrayList<>();
        run.uses().forEach((path, use) -> entries.add(new SourceEntry(path, sources.hashes().getOrDefault(path, ""),
                run.packages().getOrDefault(path, ""), bySource.getOrDefault(path, List.of()), use)));
        for (String path : round) {
            if (!run.uses().containsKey(path)) entries.add(withoutClasses(path, run));
        }
        SourceIndex before = index;
        index = index.with(entries, classes, Set.of());
        written.putAll(run.classes());
        resources.putAll(run.resources());
        Set<String> names = new LinkedHashSet<>(before.classesOf(entries.stream().map(SourceEntry::path).toList()));
        names.addAll(classes.keySet());
        List<AbiChange> changes = new ArrayList<>();
        for (String name : names) {
            ClassEntry old = before.classes().get(name);
            ClassEntry now = index.classes().get(name);
            if (old == null && now == null) continue;
            AbiChange change = AbiChange.between(old == null ? null : old.abi(), now == null ? null : now.abi());
            if (change != null) changes.add(change);
        }
        return changes;
    }

    /** A file that declares no class, such as package-info.java. */
    private SourceEntry withoutClasses(String path, JavacRun run) {
        SourceUse nothing = new SourceUse(Set.of(), Set.of(), Set.of(), Set.of(), List.of(), false, false, false);
        List<String> classes = run.origins().entrySet().stream().filter(o -> o.getValue().equals(path)).map(Map.Entry::getKey).toList();
        return new SourceEntry(path, sources.hashes().getOrDefault(path, ""), run.packages().getOrDefault(path, ""), classes, nothing);
    }

    SourceIndex index() {
        return index;
    }

    Map<String, String> reasons() {
        return reasons;
    }

    Map<String, byte[]> written() {
        return written;
    }

    Map<String, byte[]> resources() {
        return resources;
    }

    List<CompileError> warnings() {
        return warnings;
    }

    int count() {
        return count;
    }
}
