package dev.molt.cli.compile;

import dev.molt.cli.CliFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compiles what has changed of a program, and what is affected by it, until nothing is affected any more.
 *
 * <p>The result is that of a compilation of everything: the same class files, and where there are errors, the same errors. It may live as long as
 * the program does: the compiler stays warm, and what it knows stays in memory. Not safe for several threads.
 */
public final class IncrementalCompiler implements AutoCloseable {
    private final List<Path> roots;
    private final CompileSettings settings;
    private final CompileStore store;
    private final Processors processors;
    private final Javac javac;
    private SourceIndex index;
    private Sources sources;

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

    /** Looks at all sources, and compiles. With errors, everything that is kept stays as it was. Waits for another process that compiles the same sources. */
    public Compilation compile() throws IOException {
        sources = null;
        return update(List.of());
    }

    /**
     * Compiles again, for somebody who watches the sources: only these files and folders may have changed since the last compilation. The first
     * time, and after another process compiled the same sources, it is as {@link #compile()}.
     */
    public Compilation update(Collection<Path> changed) throws IOException {
        try (CompileStore.Lock lock = store.lock()) {
            Stages stages = new Stages();
            if (index == null || !store.unchanged()) {
                sources = null;
                index = store.load(settings.fingerprint());
            }
            sources = sources == null ? Sources.read(roots) : sources.after(changed, roots);
            stages.end("sources");
            return compile(stages);
        }
    }

    private Compilation compile(Stages stages) throws IOException {
        Rounds rounds = new Rounds(javac, processors, index, settings.modular() ? sources : sources.withoutModules(), store::read);
        List<CompileError> errors = rounds.run();
        SourceIndex next = rounds.index();
        Set<String> changed = new TreeSet<>();
        Set<String> removed = new TreeSet<>(index.classes().keySet());
        next.classes().forEach((name, entry) -> {
            ClassEntry before = index.classes().get(name);
            if (before == null || !Objects.equals(before.sha256(), entry.sha256())) changed.add(name);
            removed.remove(name);
        });
        stages.end("compile");
        if (errors.isEmpty()) {
            Map<String, byte[]> written = new LinkedHashMap<>(rounds.written());
            written.keySet().retainAll(changed);
            store.save(next, written, rounds.resources(), removed);
            index = next;
            stages.end("keep");
        }
        return new Compilation(errors, rounds.warnings(), rounds.reasons(), sources.hashes().size(), dotted(changed), dotted(removed), rounds.count(), stages.times());
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
