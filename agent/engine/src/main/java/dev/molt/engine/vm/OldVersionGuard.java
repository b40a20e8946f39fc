package dev.molt.engine.vm;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.classfile.SlotField;
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
 * interfaces before Java 8 (JVMS 4.4, 4.9.1). HotSpot refuses its own work then. This transformer corrects the version of the code that
 * the class has; a redefinition to other code, as the old one, has a version of its own. Registered only while there are such classes.
 */
public final class OldVersionGuard {
    private static final int MAJOR_LOW_BYTE = 7;

    private final Instrumentation instrumentation;
    private final Map<Class<?>, Versions> newer = new WeakHashMap<>();
    private final ClassFileTransformer transformer = new Transformer();

    public OldVersionGuard(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /**
     * Major versions and effective hashes of what the VM loaded and of the code that the class has.
     *
     * @param loaded the version that the VM remembers
     */
    private record Versions(int loaded, String loadedCode, int current, String currentCode) {}

    /** The class went from one class file to another, which is what arrived at the VM. */
    public synchronized void redefined(Class<?> type, byte[] before, byte[] next) {
        Versions known = newer.get(type);
        int loaded = known == null ? major(before) : known.loaded;
        boolean first = newer.isEmpty();
        newer.remove(type);
        if (major(next) > loaded) {
            Versions versions = new Versions(loaded, known == null ? code(before) : known.loadedCode, major(next), code(next));
            // The same code is what the older version allows, and a class file of that version may lack the frames that the newer one wants.
            if (!versions.currentCode.equals(versions.loadedCode)) newer.put(type, versions);
        }
        if (first && !newer.isEmpty()) instrumentation.addTransformer(transformer, true);
        if (!first && newer.isEmpty()) instrumentation.removeTransformer(transformer);
    }

    private static String code(byte[] file) {
        try {
            return ClassFile.parse(SlotField.removed(file)).effectiveHash();
        } catch (MalformedClassFileException e) {
            return "";
        }
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
            if (versions == null || major(bytes) != versions.loaded || !versions.currentCode.equals(code(bytes))) return null;
            byte[] corrected = bytes.clone();
            corrected[MAJOR_LOW_BYTE - 1] = (byte) (versions.current >> 8);
            corrected[MAJOR_LOW_BYTE] = (byte) versions.current;
            return corrected;
        }
    }
}
