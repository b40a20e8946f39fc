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

        /** The loader, or null when it is gone. */
        public ClassLoader loader() {
            return loader.get();
        }
    }

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

    /** The class that was loaded in this version; nothing where the loader has asked for it and could not define it, or is gone. */
    public Optional<Class<?>> loadedAs(Version version) {
        ClassLoader loader = version.loader();
        return version.replaced() == null || loader == null ? Optional.empty() : defined(loader, version.name());
    }

    /** The class file of an update that the loader will load in place of what it finds, or nothing when there is none. */
    public Optional<byte[]> waiting(ClassLoader loader, String name) {
        return byName.getOrDefault(name.replace('.', '/'), List.of()).stream().filter(v -> v.loader() == loader).findFirst().map(v -> v.offered);
    }

    /** Takes a version back; the class, if loaded meanwhile, stays as it is. */
    public synchronized void unregister(Version version) {
        List<Version> versions = byName.get(version.name.replace('.', '/'));
        if (versions == null || !versions.remove(version)) return;
        if (versions.isEmpty()) byName.remove(version.name.replace('.', '/'));
        if (--registered == 0) instrumentation.removeTransformer(transformer);
    }

    private final class Transformer implements ClassFileTransformer {
        @Override
        public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
            if (redefined != null || name == null) return null;
            List<Version> versions = byName.get(name);
            if (versions == null) return null;
            for (Version v : versions) {
                if (v.loader() != loader) continue;
                v.replaced = SlotField.removed(bytes.clone());
                byte[] withSlot = v.replaced.length == bytes.length ? null : SlotField.added(v.bytes);
                return withSlot == null ? v.bytes : withSlot;
            }
            return null;
        }
    }
}
