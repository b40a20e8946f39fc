package dev.molt.test.analysis;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.dependents.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Class files of jars and folders, on top of the classes of the running JDK. Single classes can be replaced or taken away. */
final class JarWorld implements World {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, Optional<ClassFile>> known = new HashMap<>();

    JarWorld(Path... roots) throws IOException {
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                read(root);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(root)) {
                    read(jar.getPath("/"));
                }
            }
        }
    }

    private void read(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString();
                if (name.contains("META-INF") || name.endsWith("module-info.class")) continue;
                files.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
            }
        }
    }

    /** All bytes by internal name, without the JDK's. */
    Map<String, byte[]> files() {
        return files;
    }

    /** Puts a class in, or takes it away with null. */
    JarWorld replace(String internalName, byte[] bytes) {
        known.remove(internalName);
        if (bytes == null) files.remove(internalName);
        else files.put(internalName, bytes);
        return this;
    }

    /** The bytes of every class. */
    List<byte[]> all() {
        return List.copyOf(files.values());
    }

    @Override
    public ClassFile lookup(String internalName) {
        return known.computeIfAbsent(internalName, this::find).orElse(null);
    }

    private Optional<ClassFile> find(String internalName) {
        byte[] own = files.get(internalName);
        try {
            if (own != null) return Optional.of(ClassFile.parse(own));
            try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(internalName + ".class")) {
                return in == null ? Optional.empty() : Optional.of(ClassFile.parse(in.readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedClassFileException e) {
            throw new IllegalStateException(internalName, e);
        }
    }
}
