package dev.molt.test.compile;

import dev.molt.bench.Median;
import dev.molt.test.harness.Trees;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Measures how complete and how precise incremental compilation is, over generated edits of the sources of a library; beside it, Zinc. */
public final class RebuildFigures {
    private static final int RELEASE = 17;

    private final PrintStream out;
    private final Tally own = new Tally();
    private final Tally zinc = new Tally();
    private int done;
    private int failing;

    /** What one compiler did. */
    private static final class Tally {
        private final Median ratios = new Median();
        private final Map<EditKind, Integer> wrong = new EnumMap<>(EditKind.class);
        private int bodies;
        private int bodiesAlone;

        void add(EditKind kind, boolean right, int recompiled, int differing) {
            if (!right) wrong.merge(kind, 1, Integer::sum);
            if (differing > 0 && recompiled > 0) ratios.add((double) recompiled / differing);
            if (kind != EditKind.BODY && kind != EditKind.PRIVATE) return;
            bodies++;
            if (recompiled == 1) bodiesAlone++;
        }

        String text() {
            int all = wrong.values().stream().mapToInt(n -> n).sum();
            String ratio = ratios.isEmpty() ? "no edit changed a class" : "median %.1f, mean %.1f, most %.0f".formatted(ratios.get(), ratios.mean(), ratios.most());
            return "wrong: %s; files compiled / files that differ: %s; body and private edits that compile one file: %d of %d".formatted(
                    all == 0 ? "none" : all + " " + wrong, ratio, bodiesAlone, bodies);
        }
    }

    public RebuildFigures(PrintStream out) {
        this.out = out;
    }

    /**
     * Works through the edits of one library, and prints its figures.
     *
     * @param sources is copied
     * @param peer Zinc, or null
     */
    public void add(String name, Path sources, List<Path> classPath, Path work, int edits, long seed, Zinc peer) throws IOException {
        Path copy = Trees.copy(sources, Files.createDirectories(work).resolve("src"));
        Random random = new Random(seed);
        try (Rebuilds rebuilds = new Rebuilds(copy, work, classPath, RELEASE)) {
            if (peer != null) rebuilds.compareWithZinc(peer.program(), peer.libraries());
            for (int i = 0; i < edits; i++) edit(rebuilds, EditKind.values()[i % EditKind.values().length], random);
            out.printf("  %s: %,d classes%n", name, rebuilds.classCount());
        }
        Trees.delete(work);
    }

    /** Zinc: the source of its process, and its jars as a class path. */
    public record Zinc(Path program, String libraries) {}

    private void edit(Rebuilds rebuilds, EditKind kind, Random random) throws IOException {
        Optional<Rebuilds.Result> result = rebuilds.edit(kind, random);
        if (result.isEmpty()) return;
        Rebuilds.Result r = result.get();
        done++;
        if (!r.compiles()) failing++;
        if (!r.right()) out.printf("    WRONG: %s of %s: missed %s, errors %s%n", kind, r.file(), r.missed(), r.diagnosticsDiffer());
        own.add(kind, r.right(), r.recompiled(), r.compiles() ? r.differing() : 0);
        if (r.peer() != null) zinc.add(kind, r.peer().right(), r.peer().recompiled(), r.compiles() ? r.differing() : 0);
    }

    /** Prints the figures of all libraries together. */
    public void print() {
        out.printf("  %d edits, of which %d do not compile%n    Molt: %s%n", done, failing, own.text());
        if (zinc.bodies > 0) out.printf("    Zinc: %s%n", zinc.text());
    }
}
