package dev.molt.cli.compile;

import dev.molt.protocol.source.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the class files and the index of a program are kept between compilations. The index names each class file by its hash: what was
 * damaged or changed by others, or is half written since somebody was killed, is not used.
 */
final class CompileStore {
    private static final String INDEX = "index";

    private final Path folder;
    private final Path classes;
    private final Path index;
    private FileTime saved;

    /** @param folder the store; made when something is kept */
    CompileStore(Path folder) {
        this.folder = folder;
        this.classes = folder.resolve("classes");
        this.index = folder.resolve(INDEX);
    }

    /** Keeps other processes out until it is closed. */
    Lock lock() throws IOException {
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return channel::close;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A time in which nobody else uses the store. */
    interface Lock extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** Whether what we loaded or saved last is still what is kept. */
    boolean unchanged() throws IOException {
        return saved != null && Files.exists(index) && Files.getLastModifiedTime(index).equals(saved);
    }

    /** The folder of the class files. */
    Path classes() {
        return classes;
    }

    /** What is known; nothing where nothing was kept, where it can't be trusted, or where the settings were others. */
    SourceIndex load(String settings) throws IOException {
        SourceIndex known = IndexFile.read(index);
        saved = known == null ? null : Files.getLastModifiedTime(index);
        if (known == null || !known.settings().equals(settings)) return SourceIndex.empty(settings);
        Set<String> damaged = new HashSet<>();
        for (ClassEntry entry : known.classes().values()) {
            Path file = file(entry.abi().name());
            if (!Files.isRegularFile(file) || !Sha256.of(Files.readAllBytes(file)).equals(entry.sha256())) damaged.add(entry.source());
        }
        return damaged.isEmpty() ? known : known.with(List.of(), Map.of(), damaged);
    }

    /** A class file that is kept. */
    byte[] read(String name) {
        try {
            return Files.readAllBytes(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps new class files and resources, forgets others, and then keeps the index. */
    void save(SourceIndex next, Map<String, byte[]> written, Map<String, byte[]> resources, Set<String> gone) throws IOException {
        Files.createDirectories(classes);
        for (Map.Entry<String, byte[]> c : written.entrySet()) write(file(c.getKey()), c.getValue());
        for (Map.Entry<String, byte[]> r : resources.entrySet()) write(classes.resolve(r.getKey()), r.getValue());
        for (String name : gone) Files.deleteIfExists(file(name));
        IndexFile.write(next, index);
        saved = Files.getLastModifiedTime(index);
    }

    private Path file(String name) {
        return classes.resolve(name + ".class");
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.write(next, bytes);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
