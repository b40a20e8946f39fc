package dev.molt.test.harness;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles the programs of tests. A folder of classes is made once for the same sources, options and compiler, and kept until the
 * build is cleaned.
 */
public final class Javac {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");
    private static final Pattern TYPE = Pattern.compile("(?m)(?:^|; ?)(?:public |abstract |final |sealed |non-sealed )*"
            + "(?:class|interface|enum|record|@interface)\\s+(\\w+)");
    private static final Map<String, Object> LOCKS = new HashMap<>();

    private final int release;
    private final List<String> options;
    private final List<Path> classPath;

    private Javac(int release, List<String> options, List<Path> classPath) {
        this.release = release;
        this.options = List.copyOf(options);
        this.classPath = List.copyOf(classPath);
    }

    /** For the oldest release that Molt supports, with debug information. */
    public static Javac standard() {
        return new Javac(Jdk.FLOOR, List.of("-g", "-Xlint:none", "-proc:none"), List.of());
    }

    public Javac release(int feature) {
        return new Javac(feature, options, classPath);
    }

    public Javac with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new Javac(release, all, classPath);
    }

    public Javac against(Path... more) {
        List<Path> all = new ArrayList<>(classPath);
        all.addAll(List.of(more));
        return new Javac(release, options, all);
    }

    /** Compiles compilation units given as text, each with its package and its types. */
    public Path compile(String label, String... units) {
        Map<String, String> sources = new TreeMap<>();
        for (String unit : units) sources.put(pathOf(unit), unit);
        return compile(label, sources);
    }

    /** Compiles every source below some folders. */
    public Path compile(String label, List<Path> folders) {
        Map<String, String> sources = new TreeMap<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    sources.put(folder.relativize(file).toString(), Files.readString(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return compile(label, sources);
    }

    /** Compiles sources by the path that they have below the root of their packages. */
    public Path compile(String label, Map<String, String> sources) {
        String key = label + "-" + Hash.of(sources + "|" + release + "|" + options + "|" + classPath + "|"
                + Runtime.version()).substring(0, 12);
        Object lock;
        synchronized (LOCKS) {
            lock = LOCKS.computeIfAbsent(key, k -> new Object());
        }
        synchronized (lock) {
            Path classes = Layout.work().resolve("classes").resolve(key);
            if (!Files.isDirectory(classes)) make(classes, sources);
            return classes;
        }
    }

    private void make(Path classes, Map<String, String> sources) {
        try {
            Path temporary = Files.createTempDirectory(Layout.work(), "javac");
            Path src = Files.createDirectory(temporary.resolve("src"));
            Path out = Files.createDirectory(temporary.resolve("out"));
            List<Path> files = new ArrayList<>();
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Path file = src.resolve(source.getKey());
                Files.createDirectories(file.getParent());
                files.add(Files.writeString(file, source.getValue()));
            }
            List<String> arguments = new ArrayList<>(options);
            arguments.addAll(List.of("--release", Integer.toString(release), "-d", out.toString()));
            if (!classPath.isEmpty()) {
                arguments.addAll(List.of("-cp", String.join(":", classPath.stream().map(Path::toString).toList())));
            }
            if (release <= Runtime.version().feature()) inProcess(arguments, files);
            else forked(arguments, files, temporary);
            Files.createDirectories(classes.getParent());
            Files.move(out, classes, StandardCopyOption.ATOMIC_MOVE);
            Trees.delete(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void inProcess(List<String> arguments, List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> units = manager.getJavaFileObjectsFromPaths(files);
            if (!compiler.getTask(said, manager, null, arguments, null, units).call()) throw new AssertionError("javac says\n"
                    + said);
        }
    }

    private void forked(List<String> arguments, List<Path> files, Path temporary) throws IOException {
        Jdk jdk = Jdk.found().stream().filter(j -> j.feature() >= release).findFirst()
                .orElseThrow(() -> new AssertionError("no JDK here compiles for " + release));
        List<String> command = new ArrayList<>(List.of(jdk.javac().toString(), "-J-Xmx256m"));
        command.addAll(arguments);
        for (Path file : files) command.add(file.toString());
        Path said = temporary.resolve("javac.out");
        Process javac = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            if (!javac.waitFor(60, TimeUnit.SECONDS) || javac.exitValue() != 0) {
                throw new AssertionError("javac says\n" + Files.readString(said));
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while compiling", e);
        } finally {
            javac.destroyForcibly();
        }
    }

    private static String pathOf(String unit) {
        if (unit.stripLeading().startsWith("module ")
                || unit.stripLeading().startsWith("open module ")) return "module-info.java";
        Matcher packageName = PACKAGE.matcher(unit);
        Matcher type = TYPE.matcher(unit);
        if (!type.find()) throw new IllegalArgumentException("no top-level type in\n" + unit);
        return (packageName.find() ? packageName.group(1).replace('.', '/') + "/" : "") + type.group(1) + ".java";
    }
}
