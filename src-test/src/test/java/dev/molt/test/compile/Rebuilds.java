package dev.molt.test.compile;

import dev.molt.cli.compile.Compilation;
import dev.molt.cli.compile.CompileError;
import dev.molt.cli.compile.CompileSettings;
import dev.molt.cli.compile.IncrementalCompiler;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A copy of real sources that is edited again and again; after each edit an incremental compilation is compared with a whole one. */
final class Rebuilds implements AutoCloseable {
    private final Path sources;
    private final Path work;
    private final CompileSettings settings;
    private final IncrementalCompiler incremental;
    private final List<Path> files;
    private final Map<String, byte[]> base;
    private ZincProcess zinc;
    private int wholeBuilds;

    /** One edit and what came of it; of the peer, what it compiled, and whether it came to the same classes. */
    record Result(EditKind kind, Path file, boolean compiles, int recompiled, int differing, Set<String> missed, String diagnosticsDiffer, Peer peer) {
        boolean right() {
            return missed.isEmpty() && diagnosticsDiffer == null;
        }
    }

    /** How another compiler did: how many files it compiled, and which classes are others than a whole build makes. */
    record Peer(int recompiled, Set<String> missed, boolean sameVerdict) {
        boolean right() {
            return missed.isEmpty() && sameVerdict;
        }
    }

    /** @param sources is changed, and is as before between edits */
    Rebuilds(Path sources, Path work, List<Path> classPath, int release) throws IOException {
        this.sources = sources;
        this.work = work;
        boolean module = Files.exists(sources.resolve("module-info.java"));
        this.settings = new CompileSettings(classPath, module ? classPath : List.of(), List.of(), release, StandardCharsets.UTF_8, List.of("-g", "-nowarn"));
        this.incremental = new IncrementalCompiler(List.of(sources), settings, work.resolve("incremental"));
        try (Stream<Path> all = Files.walk(sources)) {
            files = all.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
        Compilation first = incremental.compile();
        if (!first.ok()) throw new IllegalStateException("the sources don't compile: " + first.errors().get(0).text());
        base = classes(incremental.classes());
    }

    /** Lets Zinc do the same from now on. */
    void compareWithZinc(Path program, String libraries) throws IOException {
        List<String> options = new ArrayList<>(settings.options());
        if (settings.release() != Runtime.version().feature()) options.addAll(List.of("--release", Integer.toString(settings.release())));
        if (!settings.modulePath().isEmpty()) {
            options.addAll(List.of("--module-path", String.join(File.pathSeparator, settings.modulePath().stream().map(Path::toString).toList())));
        }
        zinc = ZincProcess.start(program, libraries, sources, Files.createDirectories(work.resolve("zinc")), settings.classPath(), options);
        if (!zinc.compile()) throw new IllegalStateException("Zinc says that the sources don't compile");
        Set<String> differ = differing(base, classes(zinc.classes()));
        if (!differ.isEmpty()) throw new IllegalStateException("Zinc makes other classes of the same sources: " + differ);
    }

    int classCount() {
        return base.size();
    }

    /** Edits some file, compiles in both ways, and undoes the edit, with a further comparison. */
    Optional<Result> edit(EditKind kind, Random random) throws IOException {
        for (int tries = 0; tries < 200; tries++) {
            Path file = files.get(random.nextInt(files.size()));
            Optional<EditKind.Edit> made = kind.edit(SourceTree.parse(file, Files.readString(file)), random);
            if (made.isEmpty()) continue;
            Path edited = made.get().file();
            String before = Files.exists(edited) ? Files.readString(edited) : null;
            put(edited, made.get().text());
            try {
                return Optional.of(compare(kind, edited));
            } finally {
                put(edited, before);
                back();
            }
        }
        return Optional.empty();
    }

    private static void put(Path file, String text) throws IOException {
        if (text == null) Files.delete(file);
        else Files.writeString(file, text);
    }

    private Result compare(EditKind kind, Path file) throws IOException {
        Compilation quick = incremental.compile();
        Map<String, byte[]> quickClasses = classes(incremental.classes());
        Path folder = work.resolve("whole-" + wholeBuilds++);
        Compilation full;
        Map<String, byte[]> fullClasses;
        try (IncrementalCompiler whole = new IncrementalCompiler(List.of(sources), settings, folder)) {
            full = whole.compile();
            fullClasses = full.ok() ? classes(whole.classes()) : Map.of();
            delete(folder);
        }
        String differ = diagnostics(full).equals(diagnostics(quick)) ? null : "whole: " + diagnostics(full) + "\nincremental: " + diagnostics(quick);
        Peer peer = zinc == null ? null : peer(full.ok(), fullClasses);
        if (!full.ok()) return new Result(kind, sources.relativize(file), false, quick.compiled().size(), 0, Set.of(), differ, peer);
        return new Result(kind, sources.relativize(file), true, quick.compiled().size(), filesOf(differing(base, fullClasses)), differing(fullClasses, quickClasses),
                differ, peer);
    }

    private Peer peer(boolean compiles, Map<String, byte[]> expected) throws IOException {
        Map<String, FileTime> before = zinc.times();
        boolean compiled = zinc.compile();
        if (!compiled || !compiles) return new Peer(0, Set.of(), compiled == compiles);
        return new Peer(filesOf(zinc.writtenSince(before)), differing(expected, classes(zinc.classes())), true);
    }

    private void back() throws IOException {
        Compilation undone = incremental.compile();
        if (!undone.ok()) throw new AssertionError("undone, and does not compile: " + undone.errors().get(0).text());
        Set<String> missed = differing(base, classes(incremental.classes()));
        if (!missed.isEmpty()) throw new AssertionError("undone, and differ: " + missed);
        if (zinc != null) zinc.compile();
    }

    private static Set<String> diagnostics(Compilation compilation) {
        Set<String> told = new TreeSet<>();
        for (CompileError e : compilation.errors()) told.add(e.text());
        return told;
    }

    private static Set<String> differing(Map<String, byte[]> one, Map<String, byte[]> other) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        names.removeIf(name -> one.containsKey(name) && other.containsKey(name) && SameClass.test(one.get(name), other.get(name)));
        return names;
    }

    /** How many top-level classes, and so source files, these are of. */
    private static int filesOf(Set<String> classes) {
        Set<String> tops = new TreeSet<>();
        for (String name : classes) tops.add(name.contains("$") ? name.substring(0, name.indexOf('$')) : name.replace(".class", ""));
        return tops.size();
    }

    private static Map<String, byte[]> classes(Path folder) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".class")).toList()) classes.put(folder.relativize(file).toString(), Files.readAllBytes(file));
        }
        return classes;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(all::add);
        }
        for (int i = all.size() - 1; i >= 0; i--) Files.delete(all.get(i));
    }

    @Override
    public void close() throws IOException {
        incremental.close();
        if (zinc != null) zinc.close();
    }
}
