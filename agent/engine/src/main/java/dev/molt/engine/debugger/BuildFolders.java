package dev.molt.engine.debugger;

import dev.molt.engine.vm.ClassPathBytes;
import dev.molt.engine.vm.LoadedClasses;
import dev.molt.engine.vm.Loaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The class folders that a loader and its parents have loaded classes from, as an IDE's build writes to them. Only where classes have come
 * from is known: a loader is not asked.
 */
final class BuildFolders implements ClassPathBytes.Files {
    private final LoadedClasses loaded;
    private final Map<ClassLoader, Set<Path>> known = new HashMap<>();

    BuildFolders(LoadedClasses loaded) {
        this.loaded = loaded;
    }

    /** The folders whose classes a loader sees. */
    Set<Path> of(ClassLoader loader) {
        return known.computeIfAbsent(loader, this::look);
    }

    private Set<Path> look(ClassLoader loader) {
        Set<Path> folders = new LinkedHashSet<>();
        Set<String> locations = new LinkedHashSet<>();
        for (Class<?> type : loaded.all()) {
            if (!Loaders.sees(loader, type.getClassLoader())) continue;
            ProtectionDomain domain = type.getProtectionDomain();
            CodeSource source = domain == null ? null : domain.getCodeSource();
            if (source != null && source.getLocation() != null) locations.add(source.getLocation().toExternalForm());
        }
        for (String location : locations) folder(location).ifPresent(folders::add);
        return folders;
    }

    private static Optional<Path> folder(String location) {
        if (!location.startsWith("file:")) return Optional.empty();
        try {
            Path path = Path.of(new URI(location));
            return Files.isDirectory(path) ? Optional.of(path) : Optional.empty();
        } catch (URISyntaxException | RuntimeException e) {
            return Optional.empty(); // no place in this file system
        }
    }

    /** A class file of the JDK, or of a class folder. */
    @Override
    public Optional<byte[]> find(ClassLoader loader, String binaryName) {
        String path = binaryName.replace('.', '/') + ".class";
        try {
            try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(path)) {
                if (in != null) return Optional.of(in.readAllBytes());
            }
            for (Path folder : of(loader)) {
                Path file = folder.resolve(path);
                if (Files.isRegularFile(file)) return Optional.of(Files.readAllBytes(file));
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** All class files, by the name of their class; the first folder that has one counts. */
    Map<String, Path> files(ClassLoader loader) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (Path folder : of(loader)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(f -> f.toString().endsWith(".class")).sorted().forEach(f -> {
                    String path = folder.relativize(f).toString();
                    String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
                    if (!path.startsWith("META-INF") && !name.equals("module-info")) files.putIfAbsent(name, f);
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }
}
