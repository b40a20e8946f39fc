package dev.molt.test.catalogue;

import dev.molt.test.harness.Javac;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A part of a program that was compiled with another version of the rest, as when it was deployed alone.
 *
 * @param file path of its source
 * @param version the other version
 */
record Mixed(String file, String version) {
    /** Compiles a version without that source, and puts its class files beside. */
    Path into(Javac compiler, String label, Map<String, String> sources, Path others) {
        Map<String, String> rest = new TreeMap<>(sources);
        rest.remove(file);
        Path classes = compiler.against(others).compile(label, rest);
        Path folder = Path.of(file).getParent();
        String type = Path.of(file).getFileName().toString().replace(".java", "");
        try (Stream<Path> all = Files.list(others.resolve(folder))) {
            List<Path> own = all.filter(f -> f.getFileName().toString().matches(type + "(\\$.*)?\\.class")).toList();
            for (Path f : own) Files.copy(f, classes.resolve(folder).resolve(f.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }
}
