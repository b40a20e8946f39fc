package dev.molt.bench;

import dev.molt.test.compile.RebuildFigures;
import dev.molt.test.harness.Layout;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Incremental compilation of real libraries against whole builds, over generated edits. */
final class CompileBenchmark {
    private static final int EDITS = 108;

    private final PrintStream out;
    private final Options options;

    CompileBenchmark(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
    }

    void run() throws IOException {
        Path sources = Path.of(System.getProperty("molt.bench.sources", "target/sources"));
        if (!Files.isDirectory(sources)) throw new IOException(sources + " is missing: mvn -Pbench verify fetches the sources");
        long seed = System.nanoTime();
        int edits = options.rounds(1) == options.rounds() ? options.rounds() : EDITS;
        try (Stream<Path> libraries = Files.list(sources)) {
            List<Path> sorted = libraries.sorted().toList();
            for (Path library : sorted) {
                String name = library.getFileName().toString();
                new RebuildFigures(out).print(name, library, Files.createTempDirectory(Layout.work(), "rebuild"), edits, seed);
            }
        }
    }
}
