package dev.molt.engine.vm;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Keeps classes retransformable that got code of a newer class file version.
 *
 * <p>HotSpot remembers the class file version that a class was loaded with for ever. When anybody retransforms it, the class file that
 * it hands out has that version, and may have what the version does not allow: {@code invokedynamic} before Java 7, static calls of
 * interfaces before Java 8 (JVMS 4.4, 4.9.1). HotSpot refuses its own work then. This transformer corrects the version. Registered only
 * while there are such classes.
 */
public final class OldVersionGuard {
    private static final int MAJOR_LOW_BYTE = 7;

    private final Instrumentation instrumentation;
    private final Map<Class<?>, Versions> newer = new WeakHashMap<>();
    private final ClassFileTransformer transformer = new Transformer();

    public OldVersionGuard(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Major versions: what the VM remembers, and what the code is of. */
    private record Versions(int remembered, int current) {}

    /** The class went from one class file to another. */
    public synchronized void redefined(Class<?> type, byte[] loaded, byte[] next) {
        Versions known = newer.get(type);
        int remembered = known == null ? major(loaded) : known.remembered;
        boolean first = newer.isEmpty();
        if (major(next) > remembered) newer.put(type, new Versions(remembered, major(next)));
        else newer.remove(type);
        if (first && !newer.isEmpty()) instrumentation.addTransformer(transformer, true);
        if (!first && newer.isEmpty()) instrumentation.removeTransformer(transformer);
    }

    private static int major(byte[] file) {
        return (file[MAJOR_LOW_BYTE - 1] & 0xFF) << 8 | file[MAJOR_LOW_BYTE] & 0xFF;
    }

    private synchronized Versions of(Class<?> type) {
        return newer.get(type);
    }

    private final class Transformer implements ClassFileTransformer {
        @Override
        public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
            Versions versions = redefined == null ? null : of(redefined);
            if (versions == null || major(bytes) != versions.remembered) return null;
            byte[] corrected = bytes.clone();
            corrected[MAJOR_LOW_BYTE - 1] = (byte) (versions.current >> 8);
            corrected[MAJOR_LOW_BYTE] = (byte) versions.current;
            return corrected;
        }
    }
}
