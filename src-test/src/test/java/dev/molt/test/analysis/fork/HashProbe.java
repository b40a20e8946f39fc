package dev.molt.test.analysis.fork;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.OnOldPool;
import dev.molt.engine.diff.ClassDiff;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares class files with what the VM hands out for them, as it is and after a redefinition with the same class on the VM's own
 * constant pool. Its arguments are jars and folders to load all classes of; {@code --jdk} stands for the classes that this JVM has
 * loaded by itself, {@code --app} for those of its class path. Prints a line for each class that differs, and in the end counts.
 */
public final class HashProbe {
    private static final int BATCH = 256;

    private final Map<Class<?>, byte[]> files = new LinkedHashMap<>();
    private int compared;
    private int skipped;
    private int different;

    private HashProbe() {}

    public static void main(String[] args) throws Exception {
        HashProbe probe = new HashProbe();
        List<URL> urls = new ArrayList<>();
        for (String arg : args) {
            if (!arg.startsWith("--")) urls.add(Path.of(arg).toUri().toURL());
        }
        boolean app = List.of(args).contains("--app");
        ClassLoader loader = app ? HashProbe.class.getClassLoader() : new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
        for (String arg : args) {
            if (arg.equals("--jdk")) probe.platform();
            else if (!arg.startsWith("--")) probe.root(Path.of(arg), loader);
        }
        probe.compareAll();
        System.out.println("compared " + probe.compared + " skipped " + probe.skipped + " different " + probe.different);
    }

    private void platform() throws IOException {
        for (Class<?> type : Vm.loaded()) {
            if (type.getClassLoader() != null || !Vm.canChange(type) || type.isHidden() || changedByTheJdk(type)) continue;
            try (InputStream in = ClassLoader.getSystemResourceAsStream(type.getName().replace('.', '/') + ".class")) {
                if (in != null) files.put(type, in.readAllBytes());
            }
        }
    }

    private void root(Path root, ClassLoader loader) throws Exception {
        if (Files.isDirectory(root)) {
            classes(root, loader);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(root)) {
                classes(jar.getPath("/"), loader);
            }
        }
    }

    private void classes(Path root, ClassLoader loader) throws Exception {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(root)) {
            found = walk.filter(f -> f.toString().endsWith(".class") && !f.toString().contains("META-INF")
                    && !f.endsWith("module-info.class")).toList();
        }
        for (Path file : found) {
            byte[] disk = Files.readAllBytes(file);
            try {
                Class<?> type = Class.forName(ClassFile.parse(disk).name(), false, loader);
                type.getDeclaredMethods(); // links it, which fails without optional dependencies
                if (!changedByTheJdk(type)) files.put(type, disk);
            } catch (LinkageError | ClassNotFoundException e) {
                skipped++;
            }
        }
    }

    /** JFR writes the bodies of events, CDS those of the holders of generated methods; the last one lost two constants in 17's archive. */
    private static boolean changedByTheJdk(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (c.getName().startsWith("jdk.internal.event.") || c.getName().equals("jdk.jfr.Event")) return true;
        }
        return type.getName().startsWith("java.lang.invoke.") && type.getName().endsWith("$Holder")
                || type.getName().equals("jdk.internal.reflect.AccessorGenerator");
    }

    private void compareAll() throws Exception {
        List<Class<?>> types = new ArrayList<>(files.keySet());
        for (int i = 0; i < types.size(); i += BATCH) {
            List<Class<?>> some = types.subList(i, Math.min(types.size(), i + BATCH));
            try {
                compare(some);
            } catch (LinkageError e) {
                for (Class<?> type : some) compareAlone(type); // one of them can't be linked without an optional dependency
            }
        }
    }

    private void compareAlone(Class<?> type) throws Exception {
        try {
            compare(List.of(type));
        } catch (LinkageError e) {
            skipped++;
        }
    }

    private void compare(List<Class<?>> types) throws Exception {
        Map<Class<?>, byte[]> loaded = Vm.bytes(types);
        Map<Class<?>, byte[]> rebuilt = new LinkedHashMap<>();
        for (Class<?> type : types) {
            compared++;
            byte[] disk = files.get(type);
            boolean same = same("handed out", disk, loaded.get(type));
            if (type.getClassLoader() == null || !same) continue;
            byte[] onOldPool = OnOldPool.rebuild(loaded.get(type), disk);
            if (same("rebuilt", disk, onOldPool)) rebuilt.put(type, onOldPool);
        }
        Vm.redefine(rebuilt);
        Map<Class<?>, byte[]> after = rebuilt.isEmpty() ? Map.of() : Vm.bytes(List.copyOf(rebuilt.keySet()));
        for (Class<?> type : rebuilt.keySet()) same("redefined", files.get(type), after.get(type));
    }

    private boolean same(String what, byte[] disk, byte[] bytes) throws Exception {
        ClassFile file = ClassFile.parse(disk);
        ClassFile other = ClassFile.parse(bytes);
        if (file.hash().equals(other.hash()) && file.effectiveHash().equals(other.effectiveHash())) return true;
        different++;
        System.out.println(what + " " + file.name() + ": " + ClassDiff.between(file, other));
        return false;
    }
}
