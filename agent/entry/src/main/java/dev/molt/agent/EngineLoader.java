package dev.molt.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Holds the engine and its libraries apart from the application: its parent is the platform loader, and nothing of the application
 * can reach it. All class files are read at once, so that replacing the agent's jar later does no harm.
 */
final class EngineLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String ENGINE = "engine/";

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    EngineLoader(File jar) throws IOException {
        super("molt-engine", ClassLoader.getPlatformClassLoader());
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(jar.toPath())))) {
            for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
                String name = entry.getName();
                if (!entry.isDirectory() && (name.startsWith(ENGINE) || name.startsWith("boot/"))) files.put(name, in.readAllBytes());
            }
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = files.remove(ENGINE + name.replace('.', '/') + ".classdata");
        if (bytes == null) throw new ClassNotFoundException(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** The engine's resources, and class files that are to be defined elsewhere, such as {@code boot/dev/molt/boot/Anchor.classdata}. */
    @Override
    public InputStream getResourceAsStream(String name) {
        byte[] bytes = files.getOrDefault(ENGINE + name, files.get(name));
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }
}
