package dev.molt.engine.vm;

import java.io.IOException;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Defines new class files for a look at them and is then forgotten.
 *
 * <p>It is child-first for everything outside the JDK: a class of the application that it needs is defined here once more, so that
 * package-private supertypes and protected members stay within one run-time package. Nothing defined here is ever initialised.
 *
 * <p>Several threads may ask it for classes at once, of which none is a supertype of itself.
 */
public final class ThrowAwayLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final ClassLoader real;
    private final Map<String, byte[]> next;
    private final ProtectionDomain domain;
    private final LoadedBytes loaded;
    private final Function<String, byte[]> running;
    private final Map<String, byte[]> defined = new ConcurrentHashMap<>();

    /**
     * @param real the loader that will get the classes; also asked for resources
     * @param next new class files by binary name
     * @param domain where the classes are said to come from: other agents leave classes of no origin alone
     * @param loaded reads loaded classes that {@code real} can't find a file of, as those of earlier updates
     */
    public ThrowAwayLoader(ClassLoader real, Map<String, byte[]> next, ProtectionDomain domain, LoadedBytes loaded) {
        this(real, next, domain, loaded, name -> null);
    }

    /** @param running what runs as classes that {@code real} finds another file of, by binary name; null for all others */
    public ThrowAwayLoader(ClassLoader real, Map<String, byte[]> next, ProtectionDomain domain, LoadedBytes loaded, Function<String, byte[]> running) {
        super("molt-throw-away", ClassLoader.getPlatformClassLoader());
        this.loaded = loaded;
        this.real = real;
        this.next = next;
        this.domain = domain;
        this.running = running;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) return known;
            byte[] bytes = next.get(name);
            if (bytes != null) return define(name, bytes);
            try {
                return super.loadClass(name, false);
            } catch (ClassNotFoundException notOfTheJdk) {
                return copyOf(name);
            }
        }
    }

    private Class<?> copyOf(String name) throws ClassNotFoundException {
        byte[] bytes = running.apply(name);
        if (bytes == null) bytes = ClassPathBytes.find(real, name).orElse(null);
        if (bytes != null) return define(name, bytes);
        Class<?> type = Class.forName(name, false, real);
        bytes = Loaders.isJdk(type.getClassLoader()) ? null : loaded.read(type).orElse(null);
        return bytes == null ? type : define(name, bytes);
    }

    private Class<?> define(String name, byte[] bytes) {
        defined.put(name, bytes);
        return defineClass(name, bytes, 0, bytes.length, domain);
    }

    /** The class file of a class that is defined here; null for one that is not. */
    public byte[] defined(String name) {
        return defined.get(name);
    }

    @Override
    public URL getResource(String name) {
        return real.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return real.getResources(name);
    }
}
