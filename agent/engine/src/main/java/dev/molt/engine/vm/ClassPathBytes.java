package dev.molt.engine.vm;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The class file that a loader would find by itself now. It need not be the one that is loaded. */
public final class ClassPathBytes {
    private static final ThreadLocal<Boolean> LOOKING = new ThreadLocal<>();

    private ClassPathBytes() {}

    /** Whether this thread looks for what lies on a class path, and not for what updates brought. */
    public static boolean isLooking() {
        return LOOKING.get() != null;
    }

    /** Asks the loader; whatever its code throws counts as not found. */
    public static Optional<byte[]> find(ClassLoader loader, String binaryName) {
        String path = binaryName.replace('.', '/') + ".class";
        boolean outermost = !isLooking();
        LOOKING.set(true);
        try (InputStream in = loader == null ? ClassLoader.getSystemResourceAsStream(path) : loader.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException | RuntimeException | LinkageError e) {
            return Optional.empty();
        } finally {
            if (outermost) LOOKING.remove();
        }
    }
}
