package dev.molt.cli.deps;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32C;

/** Segments on disk, under the hash of what they were made of: one that is stale is never found, and one that is damaged is not used. */
final class IndexCache {
    private static final int VERSION = 2;

    private final Path folder;

    IndexCache(Path folder) {
        this.folder = folder;
    }

    /** The segment of this content, or null. */
    Segment load(String key) throws IOException {
        Path file = file(key);
        if (!Files.isRegularFile(file)) return null;
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes.length - Long.BYTES;
        if (length < 0) return null;
        DataInputStream end = new DataInputStream(new ByteArrayInputStream(bytes, length, Long.BYTES));
        if (end.readLong() != checksum(bytes, length)) return null;
        return Segment.read(new DataInputStream(new ByteArrayInputStream(bytes, 0, length)));
    }

    /** Keeps a segment. Where that is not possible, it is made again the next time. */
    void save(String key, Segment segment) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            segment.write(out);
            out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
            Files.createDirectories(folder);
            Path next = Files.createTempFile(folder, "segment", ".new");
            Files.write(next, bytes.toByteArray());
            Files.move(next, file(key), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // A cache that can't be written costs time, and nothing else.
        }
    }

    private Path file(String key) {
        return folder.resolve(key + "." + VERSION);
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
