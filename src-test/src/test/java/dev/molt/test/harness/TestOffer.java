package dev.molt.test.harness;

import dev.molt.protocol.Offer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;

/** Folders of classes as an {@link Offer}, with the bytes to it. */
public final class TestOffer {
    private final Offer offer;
    private final Map<String, byte[]> newBytes;
    private final Map<String, byte[]> oldBytes;

    private TestOffer(String source, Map<String, byte[]> newBytes, Map<String, byte[]> oldBytes) {
        this.newBytes = newBytes;
        this.oldBytes = oldBytes;
        List<Offer.OfferedClass> classes = new ArrayList<>();
        newBytes.forEach((name, bytes) -> classes.add(new Offer.OfferedClass(name, Hash.of(bytes),
                oldBytes.containsKey(name) ? Hash.of(oldBytes.get(name)) : null, bytes.length)));
        List<String> removed = oldBytes.keySet().stream().filter(name -> !newBytes.containsKey(name)).toList();
        offer = new Offer(source, oldBytes.isEmpty() ? null : "old", classes, removed);
    }

    /** NEW alone. */
    public static TestOffer of(Path newClasses) {
        return new TestOffer(newClasses.toString(), read(newClasses), Map.of());
    }

    /** NEW and OLD. */
    public static TestOffer of(Path newClasses, Path oldClasses) {
        return new TestOffer(newClasses.toString(), read(newClasses), read(oldClasses));
    }

    /** Bytes by class name, whatever is inside. */
    public static TestOffer of(Map<String, byte[]> newBytes, Map<String, byte[]> oldBytes) {
        return new TestOffer("bytes", new TreeMap<>(newBytes), new TreeMap<>(oldBytes));
    }

    public Offer offer() {
        return offer;
    }

    byte[] bytes(String name, boolean old) {
        byte[] bytes = (old ? oldBytes : newBytes).get(name);
        if (bytes == null) throw new AssertionError("the agent wants " + name + ", which nobody offered");
        return bytes;
    }

    /** Class files of a folder by the name inside. */
    public static Map<String, byte[]> read(Path folder) {
        try {
            Map<String, byte[]> classes = new TreeMap<>();
            for (Path file : Trees.classFiles(folder)) {
                byte[] bytes = Files.readAllBytes(file);
                classes.put(new ClassReader(bytes).getClassName().replace('/', '.'), bytes);
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
