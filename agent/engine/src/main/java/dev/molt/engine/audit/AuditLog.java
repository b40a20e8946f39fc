package dev.molt.engine.audit;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.molt.protocol.audit.AuditChain;
import dev.molt.protocol.audit.AuditRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;

/** The append-only, hash-chained file that says what was done to this JVM. Opened at the first update. */
public final class AuditLog {
    private final Path file;
    private AuditChain chain;

    public AuditLog(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /**
     * Appends a record and waits until the disk has it.
     *
     * @throws IOException when it can't be written; a part of a line that was written is marked as torn by the next record
     */
    public synchronized void append(String event, JsonObject data) throws IOException {
        try (FileChannel channel = open()) {
            if (chain == null) resume(channel);
            String line = chain.next(Instant.now(), event, data);
            try {
                write(channel, line);
                chain = chain.after(line);
            } catch (IOException e) {
                // What is on disk now is not known, so the next append reads the end of the file again.
                chain = null;
                throw e;
            }
        }
    }

    private FileChannel open() throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (Files.notExists(directory)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private void resume(FileChannel channel) throws IOException {
        AuditChain.Tail tail = AuditChain.tail(file);
        chain = tail.chain();
        if (tail.torn() == null) return;
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        JsonObject data = new JsonObject();
        data.add(AuditRecord.TORN_HASH, new JsonPrimitive(tail.torn()));
        String line = chain.next(Instant.now(), AuditRecord.RESUMED, data);
        write(channel, line);
        chain = chain.after(line);
    }

    private static void write(FileChannel channel, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) channel.write(bytes);
        channel.force(true);
    }
}
