package dev.molt.cli.compile;

import dev.molt.cli.CliFailure;
import dev.molt.protocol.source.Sha256;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The source files of a program as they are now.
 *
 * @param hashes SHA-256 of each file, hex, by absolute path
 */
record Sources(Map<String, String> hashes) {
    private static final String JAVA = ".java";
    private static final String MODULE = "module-info.java";

    Sources {
        hashes = Collections.unmodifiableMap(hashes);
    }

    /**
     * Reads all files below the roots, and single files.
     *
     * @throws CliFailure when there is no source file
     */
    static Sources read(List<Path> roots) throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Path root : roots) {
            if (!Files.exists(root)) throw CliFailure.usage(root + " does not exist", null);
            add(root, hashes);
        }
        return some(hashes, roots);
    }

    /**
     * The same, with some files or folders as they are now: others, new, or gone.
     *
     * @param changed what is not below the roots is left out
     * @throws CliFailure when there is no source file left
     */
    Sources after(Collection<Path> changed, List<Path> roots) throws IOException {
        Map<String, String> next = new LinkedHashMap<>(hashes);
        for (Path path : changed) {
            Path file = path.toAbsolutePath().normalize();
            if (roots.stream().noneMatch(root -> file.startsWith(root.toAbsolutePath().normalize()))) continue;
            next.keySet().removeIf(known -> Path.of(known).startsWith(file));
            if (Files.exists(file)) add(file, next);
        }
        return some(next, roots);
    }

    /** The same without module declarations. */
    Sources withoutModules() {
        Map<String, String> others = new LinkedHashMap<>(hashes);
        others.keySet().removeIf(Sources::isModule);
        return new Sources(others);
    }

    /** Whether a file declares a module. */
    static boolean isModule(String path) {
        return Path.of(path).endsWith(MODULE);
    }

    private static void add(Path root, Map<String, String> hashes) throws IOException {
        try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(f -> f.toString().endsWith(JAVA) && Files.isRegularFile(f)).sorted().toList()) {
                hashes.put(file.toAbsolutePath().normalize().toString(), Sha256.of(Files.readAllBytes(file)));
            }
        }
    }

    private static Sources some(Map<String, String> hashes, List<Path> roots) {
        if (hashes.isEmpty()) throw CliFailure.usage("there is no .java file in " + roots, "give the folder that holds the top packages");
        return new Sources(hashes);
    }
}
