package dev.molt.engine.options;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** The class folders on this JVM's class path. */
public final class ClassFolders {
    private ClassFolders() {}

    /** In their order, absolute; also those that are not there yet. */
    public static List<Path> onClassPath() {
        String[] entries = System.getProperty("java.class.path", "").split(Pattern.quote(File.pathSeparator));
        List<Path> folders = new ArrayList<>();
        for (String entry : entries) {
            try {
                Path path = Path.of(entry).toAbsolutePath().normalize();
                if (isFolder(path)) folders.add(path);
                else if (entries.length == 1) folders.addAll(ofManifest(path));
            } catch (InvalidPathException e) {
                // The JVM does not find anything there either.
            }
        }
        return folders.stream().distinct().toList();
    }

    private static boolean isFolder(Path path) {
        return Files.exists(path) ? Files.isDirectory(path) : !path.toString().matches("(?i).*\\.(jar|zip|war)");
    }

    /** Tools put a long class path into the manifest of a jar that has nothing else. */
    private static List<Path> ofManifest(Path jar) {
        List<Path> folders = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String classPath = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (classPath == null) return folders;
            for (String entry : classPath.trim().split("\\s+")) {
                URI uri = jar.toUri().resolve(entry);
                if ("file".equals(uri.getScheme()) && uri.getPath().endsWith("/")) folders.add(Path.of(uri).normalize());
            }
        } catch (IOException | IllegalArgumentException e) {
            return List.of(); // not a jar: the JVM tells
        }
        return folders;
    }
}
