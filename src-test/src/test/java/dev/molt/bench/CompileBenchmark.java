package dev.molt.bench;

import dev.molt.test.compile.RebuildFigures;
import dev.molt.test.compile.RebuildFigures.Zinc;
import dev.molt.test.harness.Layout;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Incremental compilation of real libraries against whole builds, over generated edits; Zinc does the same edits beside it. */
final class CompileBenchmark {
    private static final int EDITS = 120;

    private final PrintStream out;
    private final Options options;

    CompileBenchmark(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
    }

    void run() throws IOException {
        int edits = options.rounds() > 0 ? options.rounds() : EDITS;
        out.printf("Incremental compilation against whole builds, up to %d edits a library, seed %d%n", edits, options.seed());
        RebuildFigures figures = new RebuildFigures(out);
        for (Library library : Library.all()) {
            if (!options.only().isEmpty() && !options.only().contains(library.name())) continue;
            figures.add(library.name(), library.sources(), library.classPath(), Files.createTempDirectory(Layout.work(), "rebuild"), edits, options.seed(), zinc());
        }
        figures.print();
    }

    /** Zinc is on the class path of the benchmarks, if anywhere. */
    private static Zinc zinc() {
        Path program = Path.of(System.getProperty("molt.bench.zinc", "src/bench/java/ZincPeer.java"));
        String libraries = System.getProperty("java.class.path");
        return libraries.contains("zinc_2.13") ? new Zinc(program.toAbsolutePath(), libraries) : null;
    }

    /** The sources of a library, and what it is compiled against. */
    record Library(String name, Path sources, List<Path> classPath) {

        /** Those that the profile {@code bench} has fetched. */
        static List<Library> all() throws IOException {
            Path folder = Path.of(System.getProperty("molt.bench.sources", "target/sources"));
            if (!Files.isDirectory(folder)) throw new IOException(folder + " is missing: mvn -Pbench verify fetches the sources");
            List<Path> path = list(folder.resolveSibling("source-libraries"));
            return list(folder).stream().map(sources -> new Library(sources.getFileName().toString(), sources, path)).toList();
        }

        private static List<Path> list(Path folder) throws IOException {
            if (!Files.isDirectory(folder)) return List.of();
            try (Stream<Path> all = Files.list(folder)) {
                return all.sorted().toList();
            }
        }
    }
}
