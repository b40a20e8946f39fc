package dev.molt.bench;

import dev.molt.bench.ClassMaker.Version;
import dev.molt.test.harness.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** So many classes in a package of their own, in a folder from which they can be loaded, and their next versions. */
final class ClassSet implements AutoCloseable {
    private final String packageName;
    private final int size;
    private final Path folder;

    private ClassSet(String packageName, int size, Path folder) {
        this.packageName = packageName;
        this.size = size;
        this.folder = folder;
    }

    /** Makes the classes below a folder. */
    static ClassSet make(Path root, String packageName, int size) {
        ClassSet set = new ClassSet(packageName, size, root.resolve(packageName));
        set.write(set.original(), set.version(Version.ORIGINAL, false));
        return set;
    }

    String name() {
        return packageName;
    }

    /** The folder with the original classes. */
    Path original() {
        return folder.resolve("original");
    }

    /** Class files as a compiler would write them, by class name. */
    Map<String, byte[]> version(Version version, boolean otherOrder) {
        Map<String, byte[]> classes = new TreeMap<>();
        for (int i = 0; i < size; i++) classes.put(name(i), ClassMaker.make(name(i), i, version, otherOrder));
        return classes;
    }

    /** Class files in which every constant of the original keeps its place, by class name. */
    Map<String, byte[]> versionOnOldPool(Version version) {
        Map<String, byte[]> classes = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            ClassWriter writer = new ClassWriter(new ClassReader(ClassMaker.make(name(i), i, Version.ORIGINAL, false)), 0);
            new ClassReader(ClassMaker.make(name(i), i, version, false)).accept(writer, 0);
            classes.put(name(i), writer.toByteArray());
        }
        return classes;
    }

    /** A folder with these class files. */
    Path folderOf(Map<String, byte[]> classes) {
        return write(folder.resolve("next"), classes);
    }

    private String name(int i) {
        return packageName + ".Class" + i;
    }

    private Path write(Path root, Map<String, byte[]> classes) {
        try {
            Files.createDirectories(root.resolve(packageName));
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                Files.write(root.resolve(entry.getKey().replace('.', '/') + ".class"), entry.getValue());
            }
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Trees.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
