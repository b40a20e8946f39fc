package dev.molt.cli.compile;

import dev.molt.cli.CliFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compiles what has changed of a program, and what is affected by it, until nothing is affected any more.
 *
 * <p>The result is that of a compilation of everything: the same class files, and where there are errors, the same errors. Not safe for
 * several threads.
 */
public final class IncrementalCompiler implements AutoCloseable {
    private final List<Path> roots;
    private final CompileSettings settings;
    private final CompileStore store;
    private final Processors processors;
    private final Javac javac;
    private SourceIndex index;

    /**
     * @param roots source folders, or single files
     * @param settings how to compile
     * @param folder where class files and index are kept between compilations
     * @throws CliFailure when this Java can't compile
     */
    public IncrementalCompiler(List<Path> roots, CompileSettings settings, Path folder) throws IOException {
        this.roots = List.copyOf(roots);
        this.settings = settings;
        this.store = new CompileStore(folder);
        this.processors = Processors.on(settings.processors());
        this.javac = new Javac(settings, processors != Processors.NONE);
    }

    /** The folder with all class files of the program, after a compilation without errors. */
    public Path classes() {
        return store.classes();
    }

    /** Compiles. With errors, everything that is kept stays as it was. Waits for another process that compiles the same sources. */
    public Compilation compile() throws IOException {
        try (CompileStore.Lock lock = store.lock()) {
            return locked();
        }
    }

    private Compilation locked() throws IOException {
        if (index == null || !store.unchanged()) index = store.load(settings.fingerprint());
        Sources sources = Sources.read(roots);
        Rounds rounds = new Rounds(javac, processors, index, sources, store::read);
        List<CompileError> errors = rounds.run();
        SourceIndex next = rounds.index();
        Set<String> changed = new TreeSet<>();
        Set<String> removed = new TreeSet<>(index.classes().keySet());
        next.classes().forEach((name, entry) -> {
            ClassEntry before = index.classes().get(name);
            if (before == null || !Objects.equals(before.sha256(), entry.sha256())) changed.add(name);
            removed.remove(name);
        });
        Compilation result = new Compilation(errors, rounds.warnings(), rounds.reasons(), sources.hashes().size(), dotted(changed), dotted(removed),
                rounds.count());
        if (!result.ok()) return result;
        Map<String, byte[]> written = new LinkedHashMap<>(rounds.written());
        written.keySet().retainAll(changed);
        store.save(next, written, rounds.resources(), removed);
        index = next;
        return result;
    }

    private static Set<String> dotted(Set<String> names) {
        Set<String> dotted = new TreeSet<>();
        names.forEach(name -> dotted.add(name.replace('/', '.')));
        return dotted;
    }

    @Override
    public void close() throws IOException {
        javac.close();
    }
}
