package dev.molt.engine.vm;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The class file that a loader would find by itself now. It need not be the one that is loaded. */
public final class ClassPathBytes {
    private static final ThreadLocal<Boolean> LOOKING = new ThreadLocal<>();
    private static final ThreadLocal<Files> INSTEAD = new ThreadLocal<>();

    /** Class files, found without the loader's own code. */
    @FunctionalInterface
    public interface Files {
        Optional<byte[]> find(ClassLoader loader, String binaryName);
    }

    /** While the action runs, this thread asks {@code files} and no loader: for those that may not run application code. */
    public static <T, E extends Exception> T without(Files files, Action<T, E> action) throws E {
        INSTEAD.set(files);
        try {
            return action.run();
        } finally {
            INSTEAD.remove();
        }
    }

    /** Something to be done. */
    @FunctionalInterface
    public interface Action<T, E extends Exception> {
        T run() throws E;
    }

    private ClassPathBytes() {}

    /** Whether this thread looks for what lies on a class path, and not for what updates brought. */
    public static boolean isLooking() {
        return LOOKING.get() != null;
    }

    /** Asks the loader, unless it is to be {@linkplain #without left alone}; whatever its code throws counts as not found. */
    public static Optional<byte[]> find(ClassLoader loader, String binaryName) {
        Files instead = INSTEAD.get();
        if (instead != null) return instead.find(loader, binaryName);
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
