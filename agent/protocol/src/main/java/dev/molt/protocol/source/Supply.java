package dev.molt.protocol.source;

import dev.molt.protocol.Message;
import dev.molt.protocol.Offer;
import dev.molt.protocol.Offer.OfferedClass;
import dev.molt.protocol.Offer.OfferedResource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The new version and the running one, side by side: makes the offer, and supplies the bytes that the agent wants of it. */
public final class Supply implements Closeable {
    private final ClassPath to;
    private final ClassPath from;
    private final Set<String> goneClasses;
    private final List<OfferedResource> goneResources;

    private Supply(ClassPath to, ClassPath from, Set<String> goneClasses, List<OfferedResource> goneResources) {
        this.to = to;
        this.from = from;
        this.goneClasses = Set.copyOf(goneClasses);
        this.goneResources = List.copyOf(goneResources);
    }

    private Supply(ClassPath to, ClassPath from) {
        this(to, from, Set.of(), List.of());
    }

    /** What has changed of a version, with what has gone. */
    static Supply of(ClassPath changed, Set<String> goneClasses, List<OfferedResource> goneResources) {
        return new Supply(changed, null, goneClasses, goneResources);
    }

    /** Fails where a path leads nowhere. To be asked before anything takes time. */
    public static void requireReadable(List<Path> paths) {
        for (Path path : paths) {
            if (!Files.exists(path)) throw new UnusableSource(path + " does not exist", null);
            if (!Files.isReadable(path)) throw new UnusableSource(path + " can't be read", null);
        }
    }

    /**
     * Reads both versions.
     *
     * @param to paths of the new version
     * @param from path of the running version, or null
     * @param feature Java feature release of the JVM
     * @throws BadClassFiles when some class files can't be used
     */
    public static Supply read(List<Path> to, Path from, int feature, ClassGlobs globs) throws BadClassFiles, IOException {
        ClassPathReader reader = new ClassPathReader(feature, globs);
        ClassPath next = reader.read(to);
        ClassPathReader oldReader = new ClassPathReader(feature, globs);
        ClassPath running = from == null ? null : oldReader.read(List.of(from));
        Supply supply = new Supply(next, running);
        try {
            if (!reader.problems().isEmpty()) throw new BadClassFiles(reader.problems());
            if (!oldReader.problems().isEmpty()) throw new BadClassFiles(oldReader.problems());
            if (next.classes().isEmpty()) {
                throw new UnusableSource("there is no class in " + next.label() + " to update",
                        "look at the path, and at --only and --exclude");
            }
            return supply;
        } catch (BadClassFiles | UnusableSource e) {
            supply.close();
            throw e;
        }
    }

    /**
     * Class files that are in memory.
     *
     * @param label where they come from, for people
     * @param classFiles by the binary name of their class
     */
    public static Supply of(String label, Map<String, byte[]> classFiles) {
        Map<String, OfferedFile> classes = new LinkedHashMap<>();
        classFiles.forEach((name, bytes) -> classes.put(name, new OfferedFile(name, Sha256.of(bytes), bytes.length, new MemoryEntry(name, bytes))));
        return new Supply(new ClassPath(label, false, classes, Map.of(), List.of()), null);
    }

    /**
     * Class files of this file system.
     *
     * @param label where they come from, for people
     * @param files by the binary name of their class
     * @throws IOException when one of them can't be read
     */
    public static Supply ofFiles(String label, Map<String, Path> files) throws IOException {
        Map<String, OfferedFile> classes = new LinkedHashMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            byte[] bytes = Files.readAllBytes(file.getValue());
            Entry entry = new Folder.FileEntry(file.getValue().getFileName().toString(), file.getValue());
            classes.put(file.getKey(), new OfferedFile(file.getKey(), Sha256.of(bytes), bytes.length, entry));
        }
        return new Supply(new ClassPath(label, false, classes, Map.of(), List.of()), null);
    }

    /** Hashes of the new version's class files, by the name of their class. */
    public Map<String, String> hashes() {
        Map<String, String> hashes = new LinkedHashMap<>();
        to.classes().forEach((name, file) -> hashes.put(name, file.sha256()));
        return hashes;
    }

    private record MemoryEntry(String path, byte[] bytes) implements Entry {
        @Override
        public String place() {
            return path;
        }

        @Override
        public byte[] read() {
            return bytes;
        }
    }

    /**
     * What the agent is told.
     *
     * @param gone names of classes that are known to be removed, besides those that only the running version has
     * @param compiled whether the new version is what a compiler made, and has its resources elsewhere
     */
    public Offer offer(Set<String> gone, boolean compiled) {
        List<OfferedClass> classes = to.classes().values().stream()
                .map(file -> new OfferedClass(file.name(), file.sha256(), oldHash(file.name()), file.size())).toList();
        Set<String> removed = new LinkedHashSet<>(gone);
        removed.addAll(goneClasses);
        if (from != null && to.whole()) removed.addAll(from.classes().keySet());
        removed.removeAll(to.classes().keySet());
        return new Offer(to.label(), from == null ? null : from.label(), classes, List.copyOf(removed), resources(compiled));
    }

    private List<OfferedResource> resources(boolean compiled) {
        List<OfferedResource> all = new ArrayList<>(goneResources);
        to.resources().values().forEach(f -> all.add(new OfferedResource(f.name(), f.sha256(), hash(from, f.name()), f.size())));
        // A folder without any resources is compiled classes alone, and not a version that dropped them.
        if (from == null || compiled || to.resources().isEmpty()) return all;
        from.resources().values().stream().filter(f -> !to.resources().containsKey(f.name()))
                .forEach(f -> all.add(new OfferedResource(f.name(), null, f.sha256(), 0)));
        return all;
    }

    private static String hash(ClassPath side, String resource) {
        OfferedFile file = side == null ? null : side.resources().get(resource);
        return file == null ? null : file.sha256();
    }

    /** The bytes of a file of the offer. */
    public byte[] bytes(Message.Wanted wanted) throws IOException {
        OfferedFile file = switch (wanted.side()) {
            case NEW -> to.classes().get(wanted.name());
            case OLD -> from == null ? null : from.classes().get(wanted.name());
            case RESOURCE -> to.resources().get(wanted.name());
        };
        if (file == null) throw new IOException("the agent asks for " + wanted.name() + ", which was not offered");
        return file.read();
    }

    private String oldHash(String name) {
        OfferedFile old = from == null ? null : from.classes().get(name);
        return old == null ? null : old.sha256();
    }

    @Override
    public void close() throws IOException {
        to.close();
        if (from != null) from.close();
    }
}
