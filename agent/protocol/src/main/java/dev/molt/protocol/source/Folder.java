package dev.molt.protocol.source;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of class files. */
record Folder(Path root) implements Container {

    @Override
    public String label() {
        return root.toString();
    }

    @Override
    public List<? extends Entry> entries() throws IOException {
        try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile).sorted().map(this::entry).toList();
        }
    }

    @Override
    public boolean multiRelease() {
        return false; // the JVM looks at versions in jars only
    }

    @Override
    public void close() {}

    private Entry entry(Path file) {
        return new FileEntry(root.relativize(file).toString().replace(File.separatorChar, '/'), file);
    }

    /** A file on disk. */
    record FileEntry(String path, Path file) implements Entry {
        @Override
        public String place() {
            return file.toString();
        }

        @Override
        public byte[] read() throws IOException {
            return Files.readAllBytes(file);
        }
    }
}
