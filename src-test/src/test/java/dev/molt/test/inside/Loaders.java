package dev.molt.test.inside;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Class loaders of several kinds, by name, for programs that have the same class more than once. */
public final class Loaders {
    private static final Map<String, ClassLoader> BY_NAME = new ConcurrentHashMap<>();

    private static volatile String gated = "";
    private static volatile boolean waiting;

    private Loaders() {}

    /** From now on a gated loader that is asked for this class waits until {@link #openGate}. */
    public static void gate(String className) {
        gated = className;
    }

    public static void openGate() {
        synchronized (BY_NAME) {
            gated = "";
            BY_NAME.notifyAll();
        }
    }

    /** Whether a thread waits at the gate. */
    public static String waitsAtGate() {
        return Boolean.toString(waiting);
    }

    /** A {@link URLClassLoader} over folders or jars, separated by colons. */
    public static void url(String name, String paths) throws MalformedURLException {
        String[] parts = paths.split(":");
        URL[] urls = new URL[parts.length];
        for (int i = 0; i < parts.length; i++) urls[i] = Path.of(parts[i]).toUri().toURL();
        BY_NAME.put(name, new URLClassLoader(name, urls, ClassLoader.getSystemClassLoader()));
    }

    /** A {@link URLClassLoader} that can be made to take its time. */
    public static void gated(String name, String path) throws MalformedURLException {
        BY_NAME.put(name, new Gated(new URL[] {Path.of(path).toUri().toURL()}));
    }

    /** A parallel-capable loader of the program's own that gives no resources of its classes. */
    public static void custom(String name, String folder) {
        BY_NAME.put(name, new Custom(name, Path.of(folder)));
    }

    /** Calls a static method without parameters of a class in a loader. */
    public static String call(String name, String className, String method) throws ReflectiveOperationException {
        Class<?> type = Class.forName(className, true, BY_NAME.get(name));
        var target = type.getDeclaredMethod(method);
        target.setAccessible(true);
        return String.valueOf(target.invoke(null));
    }

    /** Closes a loader and forgets it, so that its classes can be unloaded. */
    public static void close(String name) throws IOException {
        if (BY_NAME.remove(name) instanceof URLClassLoader loader) loader.close();
        System.gc();
    }

    /** Those of the names, separated by commas, that the application or the bootstrap loader can find. */
    public static String visible(String names) {
        StringBuilder visible = new StringBuilder();
        for (String name : names.split(",")) {
            for (ClassLoader loader : new ClassLoader[] {Thread.currentThread().getContextClassLoader(),
                    ClassLoader.getPlatformClassLoader(), null}) {
                try {
                    Class.forName(name, false, loader);
                    visible.append(name).append(" by ").append(loader).append('\n');
                } catch (ClassNotFoundException | LinkageError e) {
                    // As it should be.
                }
            }
        }
        return visible.toString();
    }

    private static void awaitGate(String name) {
        synchronized (BY_NAME) {
            try {
                while (name.equals(gated)) {
                    waiting = true;
                    BY_NAME.wait();
                }
                waiting = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Gated extends URLClassLoader {
        static {
            registerAsParallelCapable();
        }

        Gated(URL[] urls) {
            super(urls, ClassLoader.getSystemClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            awaitGate(name);
            return super.loadClass(name, resolve);
        }
    }

    private static final class Custom extends ClassLoader {
        static {
            registerAsParallelCapable();
        }

        private final Path folder;

        Custom(String name, Path folder) {
            super(name, Loaders.class.getClassLoader());
            this.folder = folder;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Path file = folder.resolve(name.replace('.', '/') + ".class");
            if (!Files.exists(file)) return super.loadClass(name, resolve);
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) return loaded;
                try (InputStream in = Files.newInputStream(file)) {
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }
    }
}
