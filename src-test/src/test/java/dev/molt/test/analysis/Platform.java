package dev.molt.test.analysis;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Class files of the running JDK. */
final class Platform {
    private static final FileSystem IMAGE = FileSystems.getFileSystem(URI.create("jrt:/"));

    private Platform() {}

    /** Internal names of the classes in some packages of a module and below. */
    static List<String> classes(String module, String... packages) throws IOException {
        Path root = IMAGE.getPath("modules", module);
        List<String> names = new ArrayList<>();
        for (String folder : packages) {
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                files.map(f -> root.relativize(f).toString()).filter(f -> f.endsWith(".class"))
                        .forEach(f -> names.add(f.substring(0, f.length() - ".class".length())));
            }
        }
        return names;
    }

    static byte[] bytes(String module, String internalName) throws IOException {
        return Files.readAllBytes(IMAGE.getPath("modules", module, internalName + ".class"));
    }
}
