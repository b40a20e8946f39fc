package dev.molt.engine.resources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Content with a URL of a file: most of those who ask for a resource go on to open, compare or convert its URL as they know it. The file
 * is written when it is first asked for, and again when somebody cleaned it away.
 */
final class OverlayFile {
    private final Path file;
    private final byte[] content;
    private final URL url;

    OverlayFile(Path file, byte[] content) {
        this.file = file;
        this.content = content;
        try {
            this.url = file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The URL as a name: nothing is written. */
    String name() {
        return url.toExternalForm();
    }

    /**
     * The URL of a file that exists.
     *
     * @throws UncheckedIOException when it can't be written
     */
    URL url() {
        try {
            if (Files.notExists(file)) write();
            return url;
        } catch (IOException e) {
            throw new UncheckedIOException("a file of a live update can't be written: " + e, e);
        }
    }

    private synchronized void write() throws IOException {
        if (Files.exists(file)) return;
        createFolder(file.getParent());
        file.toFile().deleteOnExit();
        // Nobody may see half of it.
        Path part = Files.createTempFile(file.getParent(), "molt", ".part");
        Files.write(part, content);
        Files.move(part, file);
    }

    /** Outer folders first: what is registered last is deleted first. */
    private static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) return;
        createFolder(folder.getParent());
        Files.createDirectories(folder);
        folder.toFile().deleteOnExit();
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
