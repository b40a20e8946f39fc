package dev.molt.bench.inside;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Runs in the JVM under test: loads all classes of a library. */
public final class EveryClass {
    private EveryClass() {}

    /** How many could be loaded; some need libraries that are not there. @param library a jar or a class folder */
    public static String load(String library) throws IOException {
        Path path = Path.of(library);
        if (Files.isDirectory(path)) return Integer.toString(loadAll(path));
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            return Integer.toString(loadAll(jar.getPath("/")));
        }
    }

    private static int loadAll(Path root) throws IOException {
        int loaded = 0;
        try (Stream<Path> files = Files.walk(root)) {
            for (String name : files.map(f -> root.relativize(f).toString()).filter(n -> n.endsWith(".class") && !n.startsWith("META-INF")).toList()) {
                try {
                    Class.forName(name.substring(0, name.length() - 6).replace('/', '.'), false, EveryClass.class.getClassLoader());
                    loaded++;
                } catch (ClassNotFoundException | LinkageError e) {
                    // An optional dependency of the library.
                }
            }
        }
        return loaded;
    }
}
