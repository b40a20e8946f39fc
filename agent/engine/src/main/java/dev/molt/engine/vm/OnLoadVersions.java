package dev.molt.engine.vm;

import dev.molt.engine.classfile.SlotField;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * New versions of classes that were not loaded when their update came. Registered only while there are any.
 *
 * <p>It stands with the transformers that can't retransform, so that coverage tools loaded after us still see what we load. What
 * the class path gave is kept for the way back.
 */
public final class OnLoadVersions {
    /** One class to be replaced when its loader defines it. */
    public static final class Version {
        private final WeakReference<ClassLoader> loader;
        private final String name;
        private final byte[] offered;
        private final byte[] bytes;
        private volatile byte[] replaced;
        private volatile byte[] loadedAs;

        private Version(ClassLoader loader, String name, byte[] offered, byte[] bytes) {
            this.loader = new WeakReference<>(loader);
            this.name = name;
            this.offered = offered;
            this.bytes = bytes;
        }

        /** What the loader gave when the class was loaded, or null when that has not happened. */
        public byte[] replaced() {
            return replaced;
        }

        public String name() {
            return name;
        }

        public byte[] bytes() {
            return bytes;
        }

        private void takesOver(Version newer) {
            loadedAs = newer.loadedAs;
            replaced = newer.replaced;
        }

        /** The loader, or null when it is gone. */
        public ClassLoader loader() {
            return loader.get();
        }
    }

    /**
     * A class that was loaded in a version that is taken back.
     *
     * @param loadedAs what it was loaded as
     * @param goesBackTo what it would have been loaded as without that version: the one of an update before, or what its loader gave
     */
    public record Loaded(Class<?> type, byte[] loadedAs, byte[] goesBackTo) {}

    private final Instrumentation instrumentation;
    private final InternalAccess access;
    private final Map<String, List<Version>> byName = new ConcurrentHashMap<>();
    private final ClassFileTransformer transformer = new Transformer();
    private int registered;

    public OnLoadVersions(Instrumentation instrumentation, InternalAccess access) {
        this.instrumentation = instrumentation;
        this.access = access;
    }

    /**
     * From now on, {@code loader} loads other bytes when it loads the class.
     *
     * @param offered the class file of the update
     * @param bytes what it is after the work of the transformers before ours
     */
    public synchronized Version register(ClassLoader loader, String name, byte[] offered, byte[] bytes) {
        Version version = new Version(loader, name, offered, bytes);
        byName.computeIfAbsent(name.replace('.', '/'), n -> new CopyOnWriteArrayList<>()).add(0, version);
        if (registered++ == 0) instrumentation.addTransformer(transformer, false);
        return version;
    }

    /** Whether the class has been loaded without this version: it was too late. */
    public boolean missed(Version version) {
        ClassLoader loader = version.loader();
        return version.replaced() == null && loader != null && isLoaded(loader, version.name());
    }

    /** Whether the loader has defined the class. */
    public boolean isLoaded(ClassLoader loader, String name) {
        return defined(loader, name).isPresent();
    }

    private Optional<Class<?>> defined(ClassLoader loader, String name) {
        return access.loaded(loader, name).filter(type -> type.getClassLoader() == loader);
    }

    /** The class file of an update that the loader will load in place of what it finds, or nothing when there is none. */
    public Optional<byte[]> waiting(ClassLoader loader, String name) {
        return byName.getOrDefault(name.replace('.', '/'), List.of()).stream().filter(v -> v.loader() == loader).findFirst().map(v -> v.offered);
    }

    /**
     * Takes a version back; the class, if loaded meanwhile, stays as it is, and counts as loaded in the version before from now on.
     *
     * @return that class; nothing where it was not loaded, or its loader has asked for it and could not define it, or is gone
     */
    public synchronized Optional<Loaded> unregister(Version version) {
        List<Version> versions = byName.get(version.name.replace('.', '/'));
        if (versions == null || !versions.remove(version)) return Optional.empty();
        if (versions.isEmpty()) byName.remove(version.name.replace('.', '/'));
        if (--registered == 0) instrumentation.removeTransformer(transformer);
        ClassLoader loader = version.loader();
        if (version.replaced == null || loader == null) return Optional.empty();
        Optional<Version> before = versions.stream().filter(v -> v.loader() == loader).findFirst();
        before.ifPresent(v -> v.takesOver(version));
        byte[] back = before.map(Version::bytes).orElse(version.replaced);
        return defined(loader, version.name()).map(type -> new Loaded(type, version.loadedAs, back));
    }

    private final class Transformer implements ClassFileTransformer {
        @Override
        public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
            if (redefined != null || name == null) return null;
            List<Version> versions = byName.get(name);
            if (versions == null) return null;
            for (Version v : versions) {
                if (v.loader() != loader) continue;
                v.loadedAs = v.bytes;
                v.replaced = SlotField.removed(bytes.clone());
                byte[] withSlot = v.replaced.length == bytes.length ? null : SlotField.added(v.bytes);
                return withSlot == null ? v.bytes : withSlot;
            }
            return null;
        }
    }
}
