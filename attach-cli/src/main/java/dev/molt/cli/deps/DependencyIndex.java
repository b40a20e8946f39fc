package dev.molt.cli.deps;

import dev.molt.protocol.source.Archive;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Who depends on whom among the classes of a class path, and through what. */
public final class DependencyIndex implements Closeable {
    private final List<Part> parts;

    private record Part(Archive archive, Segment segment) {}

    private DependencyIndex(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Reads a class path. What was read before is taken from the cache.
     *
     * @param feature the Java feature release that the classes run on
     * @param declared what a user lists: names of classes, and of those that they depend on
     * @param cache where indexes are kept
     */
    public static DependencyIndex of(List<Path> classPath, int feature, Map<String, List<String>> declared, Path cache) throws IOException {
        List<Archive> archives = new ArrayList<>();
        for (Path path : classPath) {
            if (!Files.exists(path)) continue;
            Archive archive = Archive.open(path, feature);
            archives.add(archive);
            archives.addAll(archive.libraries(feature));
        }
        IndexCache kept = new IndexCache(cache);
        List<Part> parts = new ArrayList<>(archives.parallelStream().map(archive -> new Part(archive, segment(archive, feature, kept))).toList());
        if (!declared.isEmpty()) {
            SegmentBuilder builder = new SegmentBuilder();
            declared.forEach((from, all) -> all.forEach(to -> builder.declare(from.replace('.', '/'), to.replace('.', '/'))));
            parts.add(new Part(null, builder.build()));
        }
        return new DependencyIndex(parts);
    }

    private static Segment segment(Archive archive, int feature, IndexCache cache) {
        try {
            String key = archive.sha256() + "-" + feature;
            Segment known = cache.load(key);
            if (known != null) return known;
            SegmentBuilder builder = new SegmentBuilder();
            for (String name : archive.classNames()) builder.add(archive.classFile(name));
            archive.services().forEach((service, providers) -> providers.forEach(p -> builder.declare(service.replace('.', '/'), p.replace('.', '/'))));
            Segment made = builder.build();
            cache.save(key, made);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(archive.label() + ": " + e.getMessage(), e);
        }
    }

    /** How many classes it knows. */
    public int size() {
        return parts.stream().mapToInt(p -> p.segment().size()).sum();
    }

    /** How much memory it takes, about. */
    public long bytes() {
        return parts.stream().mapToLong(p -> p.segment().bytes()).sum();
    }

    /** Whether there is a class of this name, with dots. */
    public boolean has(String name) {
        return parts.stream().anyMatch(p -> p.segment().find(internal(name)) >= 0);
    }

    /** Names of the classes that contain a text, with dots. */
    public List<String> namesLike(String text) {
        List<String> like = new ArrayList<>();
        for (Part p : parts) {
            IntStream.range(0, p.segment().size()).mapToObj(p.segment()::className).map(DependencyIndex::dotted).filter(n -> n.contains(text))
                    .forEach(like::add);
        }
        return like;
    }

    /**
     * The classes that use a class or one of its members, by name, with the kinds of their edges.
     *
     * @param owner name of the class, with dots
     * @param member name of the member, or null for anything of the class
     */
    public Map<String, List<EdgeKind>> users(String owner, String member) {
        Map<String, List<EdgeKind>> users = new TreeMap<>();
        for (Part p : parts) {
            Segment s = p.segment();
            s.users(internal(owner), member, c -> users.put(dotted(s.className(c)), EdgeKind.of(s.kinds(c, internal(owner), member))));
        }
        users.remove(owner);
        return users;
    }

    /** How one class uses another one or a member of it: sentences, in the order of the class file, each once. */
    public List<String> explain(String user, String owner, String member) throws IOException {
        List<String> told = new ArrayList<>();
        for (Part p : parts) {
            byte[] file = p.archive() == null ? null : p.archive().classFile(user);
            if (file == null) continue;
            ClassScan.scan(file, use -> {
                boolean same = use.owner().equals(internal(owner)) && (member == null || member.equals(use.member()));
                if (same && !told.contains(use.text())) told.add(use.text());
            });
        }
        if (told.isEmpty()) told.add("is declared to use " + owner);
        return told;
    }

    /**
     * The classes in which the value of a constant stands, and where, by name: they may have been compiled against it. Reads all class files.
     *
     * @return nothing when the field is no compile-time constant
     */
    public Map<String, List<String>> holdersOf(String owner, String field) throws IOException {
        Map<String, List<String>> holders = new TreeMap<>();
        byte[] file = classFile(owner);
        Object value = file == null ? null : ConstantScan.valueOf(file, field);
        if (value == null) return holders;
        for (Part p : parts) {
            for (int c = 0; p.archive() != null && c < p.segment().size(); c++) {
                String name = dotted(p.segment().className(c));
                byte[] user = p.archive().classFile(name);
                List<String> places = user == null ? List.of() : ConstantScan.places(user, value);
                if (!places.isEmpty()) holders.put(name, places);
            }
        }
        holders.remove(owner);
        return holders;
    }

    private byte[] classFile(String name) throws IOException {
        for (Part p : parts) {
            byte[] file = p.archive() == null ? null : p.archive().classFile(name);
            if (file != null) return file;
        }
        return null;
    }

    /** What each class of the class path uses of the others, by name. */
    public ClassGraph graph() {
        Map<String, Map<String, List<EdgeKind>>> graph = new LinkedHashMap<>();
        for (Part p : parts) {
            for (int c = 0; c < p.segment().size(); c++) graph.computeIfAbsent(dotted(p.segment().className(c)), n -> new TreeMap<>());
        }
        for (Part p : parts) {
            for (int c = 0; c < p.segment().size(); c++) {
                Map<String, List<EdgeKind>> edges = graph.get(dotted(p.segment().className(c)));
                p.segment().used(c, (owner, kinds) -> {
                    if (graph.containsKey(dotted(owner))) edges.merge(dotted(owner), EdgeKind.of(kinds), (a, b) -> a);
                });
            }
        }
        return new ClassGraph(graph);
    }

    @Override
    public void close() throws IOException {
        for (Part p : parts) {
            if (p.archive() != null) p.archive().close();
        }
    }

    private static String internal(String name) {
        return name.replace('.', '/');
    }

    private static String dotted(String name) {
        return name.replace('/', '.');
    }
}
