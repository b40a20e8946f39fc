package dev.molt.engine.evolve;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * What the live updates were given, where that is not what is loaded: members and classes that the compiler numbers get the names that
 * they had before, and classes of another shape are translated. Tells an unchanged class file when it is offered again.
 */
public final class OfferedVersions {
    /**
     * A class file as it was offered.
     *
     * @param hash {@link dev.molt.engine.classfile.ClassFile#hash()} of it
     * @param name binary name under which it runs
     */
    public record Version(String hash, String name) {}

    private final Map<ClassLoader, Map<String, Version>> versions = new WeakHashMap<>();

    /** The newest version offered under a binary name, if it was noted. */
    public synchronized Optional<Version> of(ClassLoader loader, String offeredName) {
        return Optional.ofNullable(versions.getOrDefault(loader, Map.of()).get(offeredName));
    }

    /**
     * Notes versions.
     *
     * @param noted by offered name; a null value forgets what was noted
     * @return takes it back
     */
    public synchronized Runnable note(ClassLoader loader, Map<String, Version> noted) {
        Map<String, Version> before = Map.copyOf(versions.getOrDefault(loader, Map.of()));
        Map<String, Version> after = new HashMap<>(before);
        noted.forEach((name, version) -> {
            if (version == null) after.remove(name);
            else after.put(name, version);
        });
        versions.put(loader, after);
        return () -> restore(loader, before);
    }

    private synchronized void restore(ClassLoader loader, Map<String, Version> before) {
        versions.put(loader, new HashMap<>(before));
    }
}
