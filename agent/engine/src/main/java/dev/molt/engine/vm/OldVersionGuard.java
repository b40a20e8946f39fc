package dev.molt.engine.vm;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.objectweb.asm.ClassReader;

/**
 * Keeps classes retransformable that were compiled for Java 6 or older and got code with {@code invokedynamic}.
 *
 * <p>HotSpot remembers the class file version that a class was loaded with for ever. When anybody retransforms it, the class file that
 * it hands out has that version and constants that the version does not allow (JVMS table 4.4-B), and HotSpot refuses its own work with
 * a ClassFormatError. This transformer corrects the version. Registered only while there are such classes.
 */
public final class OldVersionGuard {
    /** Java 7, the first with method handles in constant pools. */
    private static final int FIRST_WITH_LINKS = 51;
    private static final int MAJOR_LOW_BYTE = 7;
    private static final int INVOKE_DYNAMIC = 18;

    private final Instrumentation instrumentation;
    private final Set<Class<?>> types = Collections.newSetFromMap(new WeakHashMap<>());
    private final ClassFileTransformer transformer = new Transformer();

    public OldVersionGuard(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** The class goes from one class file to another: it needs the guard when only the new one's version allows links. */
    public synchronized void redefined(Class<?> type, byte[] loaded, byte[] next) {
        boolean needed = major(loaded) < FIRST_WITH_LINKS && major(next) >= FIRST_WITH_LINKS;
        if (!needed || !types.add(type) || types.size() > 1) return;
        instrumentation.addTransformer(transformer, true);
    }

    private static int major(byte[] file) {
        return (file[MAJOR_LOW_BYTE - 1] & 0xFF) << 8 | file[MAJOR_LOW_BYTE] & 0xFF;
    }

    private static boolean hasLinks(byte[] file) {
        ClassReader reader = new ClassReader(file);
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at != 0 && reader.readByte(at - 1) == INVOKE_DYNAMIC) return true;
        }
        return false;
    }

    private synchronized boolean knows(Class<?> type) {
        return types.contains(type);
    }

    private final class Transformer implements ClassFileTransformer {
        @Override
        public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
            if (redefined == null || major(bytes) >= FIRST_WITH_LINKS || !knows(redefined) || !hasLinks(bytes)) return null;
            byte[] corrected = bytes.clone();
            corrected[MAJOR_LOW_BYTE - 1] = 0;
            corrected[MAJOR_LOW_BYTE] = FIRST_WITH_LINKS;
            return corrected;
        }
    }
}
