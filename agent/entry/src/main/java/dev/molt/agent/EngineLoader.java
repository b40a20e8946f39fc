package dev.molt.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;

/**
 * Holds the engine and its libraries apart from the application: its parent is the platform loader, and nothing of the application
 * can reach it. All class files are read at once, so that replacing the agent's jar later does no harm.
 */
final class EngineLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String ENGINE = "engine/";

    private final StoredJar files;

    EngineLoader(File jar) throws IOException {
        super("molt-engine", ClassLoader.getPlatformClassLoader());
        files = StoredJar.read(jar);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        StoredJar.Entry file = files.find(ENGINE + name.replace('.', '/') + ".classdata");
        if (file == null) throw new ClassNotFoundException(name);
        return defineClass(name, files.bytes(), file.offset(), file.length());
    }

    /** The engine's resources, and class files that are to be defined elsewhere, such as {@code boot/dev/molt/boot/Anchor.classdata}. */
    @Override
    public InputStream getResourceAsStream(String name) {
        StoredJar.Entry file = files.find(ENGINE + name);
        if (file == null) file = files.find(name);
        return file == null ? null : new ByteArrayInputStream(files.bytes(), file.offset(), file.length());
    }
}
