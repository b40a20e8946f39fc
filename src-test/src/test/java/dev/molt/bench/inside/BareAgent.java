package dev.molt.bench.inside;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An agent that redefines classes with one bare call; also loads the classes. Uses the JDK alone and nothing of Molt. */
public final class BareAgent {
    private static final Map<String, Loaded> SETS = new LinkedHashMap<>();
    private static Instrumentation instrumentation;

    private BareAgent() {}

    /** Classes of one folder, in a loader of their own. */
    private record Loaded(URLClassLoader loader, List<Class<?>> types) {}

    public static void premain(String options, Instrumentation given) {
        instrumentation = given;
    }

    /** Loads, links and runs every class of a folder, and remembers them by a name. */
    public static String load(String set, String folder) throws IOException, ReflectiveOperationException {
        Path root = Path.of(folder);
        URLClassLoader loader = new URLClassLoader(new URL[] {root.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        List<Class<?>> types = new ArrayList<>();
        for (Path file : classFiles(root)) types.add(Class.forName(name(root, file), true, loader));
        for (Class<?> type : types) type.getMethod("m0", int.class).invoke(type.getConstructor().newInstance(), 1);
        synchronized (SETS) {
            SETS.put(set, new Loaded(loader, types));
        }
        return Integer.toString(types.size());
    }

    /** Redefines every class of a set with the files of a folder, in one call; the nanoseconds that the call takes, and those of all threads' CPU time. */
    public static String redefine(String set, String folder) throws Exception {
        Loaded loaded;
        synchronized (SETS) {
            loaded = SETS.get(set);
        }
        ClassDefinition[] definitions = new ClassDefinition[loaded.types.size()];
        for (int i = 0; i < definitions.length; i++) {
            Class<?> type = loaded.types.get(i);
            definitions[i] = new ClassDefinition(type, Files.readAllBytes(Path.of(folder, type.getName().replace('.', '/') + ".class")));
        }
        long cpu = Long.parseLong(cpu());
        long start = System.nanoTime();
        instrumentation.redefineClasses(definitions);
        return System.nanoTime() - start + " " + (Long.parseLong(cpu()) - cpu);
    }

    /** Nanoseconds of CPU time that this JVM has had, with its compilers and collectors. */
    public static String cpu() {
        return Long.toString(((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime());
    }

    /** What the first class of a set answers now. */
    public static String ask(String set) throws ReflectiveOperationException {
        Loaded loaded;
        synchronized (SETS) {
            loaded = SETS.get(set);
        }
        StringBuilder answers = new StringBuilder();
        for (Class<?> type : loaded.types) {
            answers.append(type.getMethod("m0", int.class).invoke(type.getConstructor().newInstance(), 1)).append(' ');
        }
        return answers.toString();
    }

    /** Lets the classes of a set go. */
    public static String drop(String set) throws IOException {
        Loaded loaded;
        synchronized (SETS) {
            loaded = SETS.remove(set);
        }
        loaded.loader.close();
        return set;
    }

    /** Leaves no garbage to whoever is measured next. */
    public static String collect() {
        System.gc();
        return "";
    }

    /** Loads what can be loaded of jars and folders, separated by colons, and keeps it; how many classes those are. */
    public static String loadAll(String classPath) throws IOException {
        List<URL> urls = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String entry : classPath.split(":")) {
            urls.add(Path.of(entry).toUri().toURL());
            names.addAll(ClassNames.of(Path.of(entry)));
        }
        URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        List<Class<?>> types = new ArrayList<>();
        for (String name : names) {
            try {
                types.add(Class.forName(name, false, loader));
            } catch (ClassNotFoundException | LinkageError e) {
                // It needs a library that is not here.
            }
        }
        synchronized (SETS) {
            SETS.put(classPath, new Loaded(loader, types));
        }
        return Integer.toString(types.size());
    }

    private static List<Path> classFiles(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(f -> f.toString().endsWith(".class")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path root, Path file) {
        String path = root.relativize(file).toString();
        return path.substring(0, path.length() - ".class".length()).replace('/', '.');
    }
}
