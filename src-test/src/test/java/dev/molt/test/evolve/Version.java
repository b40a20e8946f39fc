package dev.molt.test.evolve;

import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Class files of a small program by internal name. */
record Version(Map<String, byte[]> files) {
    static List<Integer> releases() {
        return Jdk.found().stream().map(Jdk::feature).toList();
    }

    static Version of(int release, String... units) {
        Path folder = Javac.standard().release(release).compile("evolve", units);
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = folder.relativize(file).toString();
                files.put(name.substring(0, name.length() - 6), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Version(files);
    }

    byte[] get(String internalName) {
        byte[] bytes = files.get(internalName);
        if (bytes == null) throw new AssertionError("no " + internalName + " among " + files.keySet());
        return bytes;
    }

    /** A loader that defines these classes itself. */
    ClassLoader load() {
        Map<String, byte[]> own = new HashMap<>();
        files.forEach((name, bytes) -> own.put(name.replace('/', '.'), forThisVm(bytes)));
        return new ClassLoader(Version.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                synchronized (getClassLoadingLock(name)) {
                    Class<?> known = findLoadedClass(name);
                    if (known != null) return known;
                    byte[] bytes = own.get(name);
                    return bytes == null ? super.loadClass(name, resolve) : defineClass(name, bytes, 0, bytes.length);
                }
            }
        };
    }

    /** Programs that use no feature of a newer release run as if they were of this one. */
    private static byte[] forThisVm(byte[] bytes) {
        byte[] copy = bytes.clone();
        copy[7] = (byte) Math.min(copy[7], 44 + Runtime.version().feature());
        return copy;
    }

    /** Runs a static method without parameters in classes defined anew. */
    Object run(String type, String method) throws ReflectiveOperationException {
        java.lang.reflect.Method m = load().loadClass(type).getDeclaredMethod(method);
        m.setAccessible(true);
        return m.invoke(null);
    }
}
