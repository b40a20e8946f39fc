package dev.molt.engine.vm;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The class file that a loader would find now. It need not be the one that is loaded. */
public final class ClassPathBytes {
    private ClassPathBytes() {}

    /** Asks the loader; whatever its code throws counts as not found. */
    public static Optional<byte[]> find(ClassLoader loader, String binaryName) {
        String path = binaryName.replace('.', '/') + ".class";
        try (InputStream in = loader == null ? ClassLoader.getSystemResourceAsStream(path) : loader.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException | RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }
}
