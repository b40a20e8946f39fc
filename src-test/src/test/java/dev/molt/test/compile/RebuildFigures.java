package dev.molt.test.compile;

import dev.molt.cli.compile.CompileSettings;
import dev.molt.cli.compile.IncrementalCompiler;
import dev.molt.test.harness.Trees;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Measures how complete, how precise and how fast incremental compilation is, over generated edits of the sources of a library. */
public final class RebuildFigures {
    private static final int WARM_UP = 10;

    private final PrintStream out;

    public RebuildFigures(PrintStream out) {
        this.out = out;
    }

    /** Prints the figures of one library. @param sources is copied */
    public void print(String name, Path sources, Path work, int edits, long seed) throws IOException {
        Path copy = Trees.copy(sources, Files.createDirectories(work).resolve("src"));
        Random random = new Random(seed);
        List<Double> ratios = new ArrayList<>();
        Map<EditKind, Integer> wrong = new EnumMap<>(EditKind.class);
        int done = 0;
        int failing = 0;
        int bodiesAlone = 0;
        int bodies = 0;
        try (Rebuilds rebuilds = new Rebuilds(copy, work, List.of(), 17)) {
            for (int i = 0; i < edits; i++) {
                EditKind kind = EditKind.values()[i % EditKind.values().length];
                Optional<Rebuilds.Result> result = rebuilds.edit(kind, random);
                if (result.isEmpty()) continue;
                Rebuilds.Result r = result.get();
                done++;
                if (!r.compiles()) failing++;
                if (!r.right()) {
                    wrong.merge(kind, 1, Integer::sum);
                    out.printf("    WRONG: %s of %s: missed %s, errors %s%n", kind, r.file(), r.missed(), r.diagnosticsDiffer());
                }
                if (kind == EditKind.BODY || kind == EditKind.PRIVATE) {
                    bodies++;
                    if (r.recompiled() == 1) bodiesAlone++;
                }
                if (r.compiles() && r.differing() > 0) ratios.add((double) r.recompiled() / r.differing());
            }
            Collections.sort(ratios);
            out.printf("%s: %,d classes, seed %d, %d edits, of which %d do not compile; wrong %s%n"
                            + "    files compiled / files that differ: median %.1f, mean %.1f, most %.0f; body and private edits that compile one file: %d of %d%n", name,
                    rebuilds.classCount(), seed, done, failing, wrong.isEmpty() ? "none" : wrong.toString(), ratios.get(ratios.size() / 2),
                    ratios.stream().mapToDouble(r -> r).average().orElse(0), ratios.get(ratios.size() - 1), bodiesAlone, bodies);
        }
        out.printf("    one body edit, warm: median %.0f ms; everything: %.0f ms%n", warmEdit(copy, work, random), everything(copy, work));
        Trees.delete(work);
    }

    private static CompileSettings settings() {
        return new CompileSettings(List.of(), List.of(), 17, StandardCharsets.UTF_8, List.of("-g", "-nowarn"));
    }

    private static double warmEdit(Path sources, Path work, Random random) throws IOException {
        List<Double> millis = new ArrayList<>();
        try (IncrementalCompiler compiler = new IncrementalCompiler(List.of(sources), settings(), work.resolve("warm"))) {
            compiler.compile();
            List<Path> files = Trees.list(sources).stream().filter(f -> f.endsWith(".java")).map(sources::resolve).toList();
            for (int i = 0; millis.size() < 30; i++) {
                Path file = files.get(random.nextInt(files.size()));
                String before = Files.readString(file);
                Optional<String> after = EditKind.BODY.edit(SourceTree.parse(file, before), random);
                if (after.isEmpty()) continue;
                Files.writeString(file, after.get());
                long start = System.nanoTime();
                compiler.compile();
                if (i >= WARM_UP) millis.add((System.nanoTime() - start) / 1e6);
                Files.writeString(file, before);
                compiler.compile();
            }
        }
        Collections.sort(millis);
        return millis.get(millis.size() / 2);
    }

    private static double everything(Path sources, Path work) throws IOException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            try (IncrementalCompiler compiler = new IncrementalCompiler(List.of(sources), settings(), work.resolve("all-" + i))) {
                compiler.compile();
            }
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        return best;
    }
}
