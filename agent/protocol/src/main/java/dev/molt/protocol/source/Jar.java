package dev.molt.protocol.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar, held open so that its entries can be read at any time. */
final class Jar implements Container {
    private final ZipFile zip;
    private final String label;
    private final Path copy;
    private final List<Problem> problems = new ArrayList<>();

    /** @param copy a temporary file to remove in the end, or null */
    private Jar(ZipFile zip, String label, Path copy) {
        this.zip = zip;
        this.label = label;
        this.copy = copy;
    }

    static Jar open(Path file) throws IOException {
        return new Jar(new ZipFile(file.toFile()), file.toString(), null);
    }

    /** A jar inside a jar: copied out, as only a file can be read in any order. */
    static Jar nested(Entry entry) throws IOException {
        Path copy = Files.createTempFile("molt-", ".jar");
        copy.toFile().deleteOnExit();
        Files.write(copy, entry.read());
        return new Jar(new ZipFile(copy.toFile()), entry.place(), copy);
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public List<? extends Entry> entries() {
        Map<String, JarEntry> entries = new LinkedHashMap<>();
        zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
            JarEntry before = entries.putIfAbsent(entry.getName(), new JarEntry(entry));
            if (before != null && (before.entry.getCrc() != entry.getCrc() || before.entry.getSize() != entry.getSize())) {
                problems.add(new Problem(before.place(), "it is in the jar twice, with different content", "build the jar anew"));
            }
        });
        return List.copyOf(entries.values());
    }

    @Override
    public boolean multiRelease() throws IOException {
        ZipEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
        if (entry == null) return false;
        try (InputStream in = zip.getInputStream(entry)) {
            return "true".equalsIgnoreCase(new Manifest(in).getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE));
        }
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public void close() throws IOException {
        zip.close();
        if (copy != null) Files.deleteIfExists(copy);
    }

    /** A file in the jar. */
    private final class JarEntry implements Entry {
        private final ZipEntry entry;

        JarEntry(ZipEntry entry) {
            this.entry = entry;
        }

        @Override
        public String path() {
            return entry.getName();
        }

        @Override
        public String place() {
            return label + "!/" + entry.getName();
        }

        @Override
        public byte[] read() throws IOException {
            byte[] bytes;
            try (InputStream in = zip.getInputStream(entry)) {
                bytes = in.readAllBytes();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            CRC32 crc = new CRC32();
            crc.update(bytes);
            boolean intact = entry.getCrc() == -1 || entry.getCrc() == crc.getValue();
            if (!intact) throw new IOException("its checksum is wrong: the jar is damaged");
            return bytes;
        }
    }
}
