package dev.molt.test.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.test.analysis.fork.HashProbe;
import dev.molt.test.harness.Jdk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The hash of a class file is the hash of the bytes that the VM hands out for the loaded class. */
class LoadedHashTest {
    static List<Jdk> jdks() {
        return Jdk.found();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isTheSameForTheFileAndForTheLoadedClass(Jdk jdk) throws Exception {
        List<String> roots = new ArrayList<>(List.of("--jdk"));
        for (Path path : Corpus.libraries()) roots.add(path.toString());
        for (Path path : Corpus.compiled(jdk)) roots.add(path.toString());
        List<String> said = Fork.run(jdk, HashProbe.class, roots);
        String counts = said.get(said.size() - 1);
        assertTrue(counts.matches("compared \\d{3,} skipped \\d+ different 0"), () -> String.join("\n", said));
        assertEquals(1, said.size(), () -> String.join("\n", said));
    }
}
