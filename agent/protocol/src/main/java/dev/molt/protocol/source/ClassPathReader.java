package dev.molt.protocol.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;

/**
 * Reads a folder, a jar or single class files, one file at a time: its name and hash are kept, its bytes are not. Jars in
 * a jar or folder of a Spring Boot or war layout belong to the class path; the first class of a name counts, as in the JVM.
 */
final class ClassPathReader {
    private final Layout layout;
    private final ClassGlobs globs;
    private final Map<String, OfferedFile> classes = new LinkedHashMap<>();
    private final Map<String, OfferedFile> resources = new LinkedHashMap<>();
    private final List<Container> open = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /** @param feature the Java feature release that the classes will run on, for multi-release jars */
    ClassPathReader(int feature, ClassGlobs globs) {
        this.layout = new Layout(feature);
        this.globs = globs;
    }

    /** What was wrong so far. */
    List<Problem> problems() {
        return problems;
    }

    /** Reads one class path. What is wrong with single files is left in {@link #problems}. */
    ClassPath read(List<Path> paths) {
        Path first = paths.get(0);
        if (paths.size() == 1 && Files.isDirectory(first)) return whole(first, new Folder(first));
        if (paths.size() == 1 && !isClassFile(first)) return whole(first, jar(first));
        for (Path path : paths) {
            if (Files.isDirectory(path) || !isClassFile(path)) {
                throw new UnusableSource(path + " is not a class file", "give one folder, one jar, or any number of class files");
            }
            single(path);
        }
        return new ClassPath(paths.size() == 1 ? label(first) : paths.size() + " class files", false, classes, Map.of(), open);
    }

    private ClassPath whole(Path path, Container container) {
        try {
            container(container);
        } catch (IOException | RuntimeException e) {
            throw new UnusableSource("can't read " + path + ": " + e.getMessage(), null);
        }
        return new ClassPath(label(path), true, classes, resources, open);
    }

    /** Absolute: history and audit outlive the directory that somebody was in. */
    private static String label(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private static Jar jar(Path path) {
        try {
            return Jar.open(path);
        } catch (ZipException e) {
            throw new UnusableSource(path + " is neither a folder nor a jar nor a class file (" + e.getMessage() + ")", null);
        } catch (IOException e) {
            throw new UnusableSource("can't read " + path + ": " + e.getMessage(), null);
        }
    }

    private void container(Container container) throws IOException {
        open.add(container);
        Layout.Sorted sorted = layout.sort(container);
        problems.addAll(container.problems());
        if (container.problems().isEmpty()) {
            for (Map.Entry<String, Entry> file : sorted.classFiles().entrySet()) {
                String expected = file.getKey();
                if (!classes.containsKey(expected) && globs.test(expected)) classFile(file.getValue(), expected);
            }
        }
        if (container.problems().isEmpty() && globs.everything()) {
            for (Map.Entry<String, Entry> file : sorted.resources().entrySet()) {
                if (!resources.containsKey(file.getKey())) resource(file.getKey(), file.getValue());
            }
        }
        for (Entry library : sorted.libraries()) container(Jar.nested(library));
    }

    private void classFile(Entry file, String expected) {
        try {
            byte[] bytes = file.read();
            String name = ClassFileOutline.nameOf(bytes);
            if (name.equals(expected)) classes.put(name, new OfferedFile(name, Sha256.of(bytes), bytes.length, file));
            else problems.add(misplaced(file, name));
        } catch (IOException | MalformedClassFile e) {
            problems.add(unusable(file, e));
        }
    }

    private void resource(String path, Entry file) {
        try {
            byte[] bytes = file.read();
            resources.put(path, new OfferedFile(path, Sha256.of(bytes), bytes.length, file));
        } catch (IOException e) {
            problems.add(unusable(file, e));
        }
    }

    private void single(Path path) {
        Entry file = new Folder.FileEntry(path.getFileName().toString(), path);
        try {
            byte[] bytes = file.read();
            String name = ClassFileOutline.nameOf(bytes);
            String fileName = name.substring(name.lastIndexOf('.') + 1) + ".class";
            if (!file.path().equals(fileName)) {
                problems.add(new Problem(file.place(), "it contains the class " + name, "name it " + fileName));
            } else if (classes.containsKey(name)) {
                problems.add(new Problem(file.place(), "another file contains " + name + " too", "give it once"));
            } else if (!name.equals(Layout.MODULE_INFO) && globs.test(name)) {
                classes.put(name, new OfferedFile(name, Sha256.of(bytes), bytes.length, file));
            }
        } catch (IOException | MalformedClassFile e) {
            problems.add(unusable(file, e));
        }
    }

    static Problem unusable(Entry file, Exception e) {
        if (e instanceof MalformedClassFile) return new Problem(file.place(), e.getMessage(), "compile it anew");
        return new Problem(file.place(), "it can't be read: " + e.getMessage(), null);
    }

    /** A frequent case has a better remedy: somebody gave a folder inside the class folder, or one around it. */
    static Problem misplaced(Entry file, String name) {
        String right = name.replace('.', '/') + ".class";
        String remedy = "its path must be " + right;
        if (right.endsWith("/" + file.path())) {
            String above = right.substring(0, right.length() - file.path().length() - 1);
            remedy = "give the folder that holds " + above.split("/")[0] + ", not the folder " + above;
        } else if (file.path().endsWith("/" + right)) {
            remedy = "give the folder " + file.path().substring(0, file.path().length() - right.length() - 1) + " in it";
        }
        return new Problem(file.place(), "it contains the class " + name + ", which does not fit its path", remedy);
    }

    private static boolean isClassFile(Path path) {
        return path.toString().endsWith(".class");
    }
}
