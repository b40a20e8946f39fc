package dev.molt.test.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.test.harness.Layout;
import dev.molt.test.harness.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * An incremental compilation makes the same class files as a whole one, and tells the same errors, after generated edits of every kind. The
 * benchmark {@code compile} does the same with many more edits of large libraries.
 */
class RebuildTest {
    private static final int EDITS = 3 * EditKind.values().length;
    private static final long SEED = 20;

    @Test
    void theSameAsAWholeBuild() throws Exception {
        Path work = Files.createTempDirectory(Layout.work(), "rebuild");
        Path program = Path.of(RebuildTest.class.getResource("/programs/rebuild/v1").toURI());
        Path sources = Trees.copy(program, work.resolve("src"));
        List<String> wrong = new ArrayList<>();
        Set<EditKind> compiled = EnumSet.noneOf(EditKind.class);
        Random random = new Random(SEED);
        try (Rebuilds rebuilds = new Rebuilds(sources, work, List.of(), 17)) {
            for (int i = 0; i < EDITS; i++) {
                EditKind kind = EditKind.values()[i % EditKind.values().length];
                Optional<Rebuilds.Result> result = rebuilds.edit(kind, random);
                assertTrue(result.isPresent(), () -> "no place for an edit " + kind);
                Rebuilds.Result r = result.get();
                if (r.compiles()) compiled.add(kind);
                if (!r.right()) wrong.add(kind + " of " + r.file() + ": missed " + r.missed() + ", errors " + r.diagnosticsDiffer());
                if (kind == EditKind.BODY || kind == EditKind.PRIVATE) assertEquals(1, r.recompiled(), kind + " of " + r.file());
            }
        }
        Trees.delete(work);
        assertEquals(List.of(), wrong, "seed " + SEED);
        assertTrue(compiled.size() > EditKind.values().length / 2, "edits that compile: " + compiled);
    }
}
