package dev.molt.cli.compile;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * What the compiler sees while a part of a program is compiled: the class path, on it the classes of those sources that are not compiled
 * this time, and none of the classes of those that are. What it writes stays in memory.
 */
final class ProgramFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
    /** What the names of sources begin with that annotation processors wrote. */
    static final String GENERATED = "generated:";

    private final Map<String, List<MemoryClass>> known = new HashMap<>();
    private final Set<String> hidden;
    /** Where the compiler looks for the other classes of what it compiles: a module has them beside its output. */
    private final Location program;
    private final Map<String, MemoryClass> written = new LinkedHashMap<>();
    private final Map<String, String> origins = new HashMap<>();
    private final Map<String, MemoryFile> resources = new HashMap<>();
    private final Map<String, GeneratedSource> generated = new HashMap<>();

    /**
     * @param classPath looks at the class path of the program
     * @param classes class files that are not compiled this time, by internal name
     * @param hidden internal names of the program's classes, which the class path may have older versions of
     * @param module whether the program is a module
     */
    ProgramFiles(StandardJavaFileManager classPath, Map<String, Supplier<byte[]>> classes, Set<String> hidden, boolean module) {
        super(classPath);
        this.hidden = hidden;
        this.program = module ? StandardLocation.CLASS_OUTPUT : StandardLocation.CLASS_PATH;
        classes.forEach((name, bytes) -> known.computeIfAbsent(packageOf(name), p -> new ArrayList<>()).add(new MemoryClass(name, bytes)));
    }

    /** What was written, by internal name. */
    Map<String, byte[]> written() {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        written.forEach((name, file) -> bytes.put(name, file.bytes()));
        return bytes;
    }

    /** The source file of each class that was written: its path, or {@link #GENERATED} and the name of a generated one. */
    Map<String, String> origins() {
        return origins;
    }

    /** How a source file is called in the index. By its URI, as annotation processors may wrap the file. */
    static String pathOf(FileObject source) {
        URI uri = source.toUri();
        if ("file".equals(uri.getScheme())) return Path.of(uri).toString();
        return GENERATED + uri.getPath().substring(1).replace('/', '.').replaceAll("\\.java$", "");
    }

    /** Resources that annotation processors wrote, by path. */
    Map<String, byte[]> resources() {
        Map<String, byte[]> bytes = new HashMap<>();
        resources.forEach((name, file) -> bytes.put(name, file.bytes()));
        return bytes;
    }

    @Override
    public Iterable<JavaFileObject> list(Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
            throws IOException {
        boolean classPath = location == StandardLocation.CLASS_PATH;
        if (!classPath && location != program) return super.list(location, packageName, kinds, recurse);
        List<JavaFileObject> files = new ArrayList<>();
        if (!kinds.contains(JavaFileObject.Kind.CLASS)) return files;
        String prefix = packageName.replace('.', '/');
        if (location == program) {
            known.forEach((in, classes) -> {
                if (in.equals(prefix) || recurse && (prefix.isEmpty() || in.startsWith(prefix + "/"))) files.addAll(classes);
            });
        }
        if (!classPath) return files;
        for (JavaFileObject file : super.list(location, packageName, EnumSet.of(JavaFileObject.Kind.CLASS), recurse)) {
            String name = super.inferBinaryName(location, file);
            if (name == null || !hidden.contains(name.replace('.', '/'))) files.add(file);
        }
        return files;
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        if (file instanceof MemoryClass known) return known.internalName().replace('/', '.');
        return file instanceof GeneratedSource source ? source.name() : super.inferBinaryName(location, file);
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
        boolean memory = a instanceof MemoryClass || b instanceof MemoryClass || a instanceof GeneratedSource || b instanceof GeneratedSource;
        return memory ? a == b : super.isSameFile(a, b);
    }

    @Override
    public boolean hasLocation(Location location) {
        return location == StandardLocation.CLASS_OUTPUT || location == StandardLocation.CLASS_PATH || super.hasLocation(location);
    }

    @Override
    public JavaFileObject getJavaFileForInput(Location location, String className, JavaFileObject.Kind kind) throws IOException {
        if (location != StandardLocation.CLASS_OUTPUT) return super.getJavaFileForInput(location, className, kind);
        String name = className.replace('.', '/');
        boolean asked = location == program && kind == JavaFileObject.Kind.CLASS;
        return !asked ? null : known.getOrDefault(packageOf(name), List.of()).stream().filter(c -> c.internalName().equals(name)).findFirst().orElse(null);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        String name = className.replace('.', '/');
        if (kind == JavaFileObject.Kind.SOURCE) return generated.computeIfAbsent(className, GeneratedSource::new);
        if (sibling != null) origins.put(name, pathOf(sibling));
        return written.computeIfAbsent(name, n -> new MemoryClass(n, () -> new byte[0]));
    }

    @Override
    public FileObject getFileForOutput(Location location, String packageName, String relativeName, FileObject sibling) {
        String path = packageName.isEmpty() ? relativeName : packageName.replace('.', '/') + "/" + relativeName;
        return resources.computeIfAbsent(path, MemoryFile::new);
    }

    @Override
    public FileObject getFileForInput(Location location, String packageName, String relativeName) throws IOException {
        return location == StandardLocation.CLASS_OUTPUT ? null : super.getFileForInput(location, packageName, relativeName);
    }

    private static String packageOf(String name) {
        int end = name.lastIndexOf('/');
        return end < 0 ? "" : name.substring(0, end);
    }
}
