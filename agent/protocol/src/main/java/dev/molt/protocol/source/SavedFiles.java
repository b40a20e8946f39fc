package dev.molt.protocol.source;

import dev.molt.protocol.Offer.OfferedResource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A version that is told by what has changed: files that were saved, and those that have gone. What was read stays in memory, so that
 * whoever writes on does no harm.
 */
public final class SavedFiles implements Closeable {
    private final String label;
    private final ClassGlobs globs;
    private final Map<String, OfferedFile> classes = new LinkedHashMap<>();
    private final Map<String, OfferedFile> resources = new LinkedHashMap<>();
    private final Set<String> goneClasses = new LinkedHashSet<>();
    private final List<OfferedResource> goneResources = new ArrayList<>();
    private final List<Container> open = new ArrayList<>();

    /** @param label where they are, for people */
    public SavedFiles(String label, ClassGlobs globs) {
        this.label = label;
        this.globs = globs;
    }

    /** A file that is not the whole class file which its path stands for. */
    public static final class NotWhole extends Exception {
        private static final long serialVersionUID = 1;

        private final String remedy;

        NotWhole(Problem problem) {
            super(problem.place() + ": " + problem.problem());
            this.remedy = problem.remedy();
        }

        /** What to do about it, or null. */
        public String remedy() {
            return remedy;
        }
    }

    /**
     * Reads a file of a folder.
     *
     * @param path its path below the folder, with slashes
     * @param known hash of the content that is not to be told again, or null
     * @return hash of the content
     */
    public String add(String path, Path file, String known) throws IOException, NotWhole {
        byte[] bytes = Files.readAllBytes(file);
        String hash = Sha256.of(bytes);
        if (hash.equals(known)) return hash;
        Entry entry = new Read(path, file, bytes);
        String expected = className(path);
        if (expected == null) {
            if (globs.everything() && !path.endsWith(".class") && !Layout.isAboutTheJar(path)) {
                resources.putIfAbsent(path, new OfferedFile(path, hash, bytes.length, entry));
            }
        } else if (globs.test(expected)) {
            requireWhole(entry, expected, bytes);
            classes.putIfAbsent(expected, new OfferedFile(expected, hash, bytes.length, entry));
        }
        return hash;
    }

    private static void requireWhole(Entry file, String expected, byte[] bytes) throws NotWhole {
        try {
            String name = ClassFileOutline.nameOf(bytes);
            if (!name.equals(expected)) throw new NotWhole(ClassPathReader.misplaced(file, name));
        } catch (MalformedClassFile e) {
            throw new NotWhole(ClassPathReader.unusable(file, e));
        }
    }

    /**
     * Reads a jar.
     *
     * @param feature Java feature release of the JVM, for multi-release jars
     * @param known hashes of the content that is not to be told again, by path
     * @return hashes of all content, by path
     * @throws UnusableSource when it is no jar, or not whole
     * @throws BadClassFiles when some class files can't be used
     */
    public Map<String, String> addJar(Path jar, int feature, Map<String, String> known) throws BadClassFiles {
        ClassPathReader reader = new ClassPathReader(feature, globs);
        ClassPath read = reader.read(List.of(jar));
        open.addAll(read.open());
        if (!reader.problems().isEmpty()) throw new BadClassFiles(reader.problems());
        Map<String, String> hashes = new HashMap<>();
        read.classes().forEach((name, file) -> {
            String path = name.replace('.', '/') + ".class";
            hashes.put(path, file.sha256());
            if (!file.sha256().equals(known.get(path))) classes.putIfAbsent(name, file);
        });
        read.resources().forEach((path, file) -> {
            hashes.put(path, file.sha256());
            if (!file.sha256().equals(known.get(path))) resources.putIfAbsent(path, file);
        });
        return hashes;
    }

    /**
     * A file is not there any more.
     *
     * @param hash hash of the content that it had, or null where it is not known
     */
    public void gone(String path, String hash) {
        String name = className(path);
        if (name != null && globs.test(name)) goneClasses.add(name);
        else if (!path.endsWith(".class") && globs.everything() && hash != null) goneResources.add(new OfferedResource(path, null, hash, 0));
    }

    /** Whether nothing is different. */
    public boolean isEmpty() {
        return !hasClasses() && resources.isEmpty() && goneResources.isEmpty();
    }

    /** Whether classes have changed. */
    public boolean hasClasses() {
        return !classes.isEmpty() || !goneClasses.isEmpty();
    }

    /** The files as a supply, which has to be closed in place of this. */
    public Supply supply() {
        return Supply.of(new ClassPath(label, false, classes, resources, open), goneClasses, goneResources);
    }

    @Override
    public void close() throws IOException {
        for (Container container : open) container.close();
    }

    /** The class that a path in a class folder stands for, or null. */
    private static String className(String path) {
        if (!path.endsWith(".class") || path.startsWith("META-INF/")) return null;
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        return name.equals(Layout.MODULE_INFO) ? null : name;
    }

    /** A file that has been read. */
    private record Read(String path, Path file, byte[] bytes) implements Entry {
        @Override
        public String place() {
            return file.toString();
        }

        @Override
        public byte[] read() {
            return bytes;
        }
    }
}
