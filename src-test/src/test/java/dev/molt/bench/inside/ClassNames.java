package dev.molt.bench.inside;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/** Names of the classes in a jar. */
final class ClassNames {
    private static final String SUFFIX = ".class";

    private ClassNames() {}

    /** Those of the jar's root; nothing that is only there for one release. */
    static List<String> of(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(e -> e.getName())
                    .filter(n -> n.endsWith(SUFFIX) && !n.startsWith("META-INF/") && !n.endsWith("module-info.class"))
                    .map(n -> n.substring(0, n.length() - SUFFIX.length()).replace('/', '.')).toList();
        }
    }
}
