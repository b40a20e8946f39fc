package dev.molt.test.evolve;

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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Class files by internal name, on top of the classes of the running JDK. */
final class ClassMap implements World {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, Optional<ClassFile>> known = new HashMap<>();

    static ClassMap of(Path root) {
        ClassMap map = new ClassMap();
        try {
            if (Files.isDirectory(root)) {
                map.read(root);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(root)) {
                    map.read(jar.getPath("/"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return map;
    }

    static ClassMap copy(ClassMap of) {
        ClassMap map = new ClassMap();
        map.files.putAll(of.files);
        return map;
    }

    private void read(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
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

    void put(String internalName, byte[] bytes) {
        known.remove(internalName);
        files.put(internalName, bytes);
    }

    @Override
    public ClassFile lookup(String internalName) {
        Optional<ClassFile> answer = known.get(internalName);
        if (answer == null) known.put(internalName, answer = find(internalName));
        return answer.orElse(null);
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
