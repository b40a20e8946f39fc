package dev.molt.cli.compile;

import dev.molt.cli.CliFailure;
import dev.molt.protocol.source.Sha256;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
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
            try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
                for (Path file : files.filter(f -> f.toString().endsWith(JAVA) && Files.isRegularFile(f)).sorted().toList()) {
                    hashes.put(file.toAbsolutePath().normalize().toString(), Sha256.of(Files.readAllBytes(file)));
                }
            }
        }
        if (hashes.isEmpty()) throw CliFailure.usage("there is no .java file in " + roots, "give the folder that holds the top packages");
        return new Sources(hashes);
    }
}
