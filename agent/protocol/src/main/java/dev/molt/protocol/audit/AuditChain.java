package dev.molt.protocol.audit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import dev.molt.protocol.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The end of an audit file, to which the next line is added: the pure part of writing one. Each line carries the hash of the line
 * before, so that no line can be edited, removed, inserted or moved without breaking the chain; only lines at the very end can
 * be cut off unseen, except that an operation without its end is told.
 *
 * @param seq number of the last line, 0 for an empty file
 * @param hash the last line's hash, or {@link #GENESIS}
 */
public record AuditChain(long seq, String hash) {
    /** What the first line has in place of a previous hash. */
    public static final String GENESIS = "0".repeat(64);

    private static final String HASH_FIELD = ",\"hash\":\"";

    /** The chain of an empty file. */
    public static AuditChain empty() {
        return new AuditChain(0, GENESIS);
    }

    /** The next line, without its line end. {@link #after} gives the chain that it ends. */
    public String next(Instant time, String event, JsonElement data) {
        JsonObject line = new JsonObject();
        line.addProperty("seq", seq + 1);
        line.addProperty("time", time.toString());
        line.addProperty("event", event);
        line.add("data", data);
        line.addProperty("prev", hash);
        String text = Json.line(line);
        String body = text.substring(0, text.length() - 1);
        return body + HASH_FIELD + sha256(hash + body) + "\"}";
    }

    /** The chain after a line that {@link #next} made. */
    public AuditChain after(String line) {
        return new AuditChain(seq + 1, hashOf(line));
    }

    /**
     * The chain at the end of a file, to go on writing to it; {@link #empty} when there is none. It does not verify the file.
     *
     * @throws IOException when the file can't be read
     */
    public static Tail tail(Path file) throws IOException {
        if (Files.notExists(file) || Files.size(file) == 0) return new Tail(empty(), null);
        String last = null;
        String torn = null;
        try (AuditLines lines = new AuditLines(file)) {
            for (String line; (line = lines.next()) != null; ) {
                boolean whole = lines.ended() && parse(line) != null;
                torn = whole ? null : line;
                if (whole) last = line;
            }
        }
        AuditRecord record = last == null ? null : parse(last);
        AuditChain chain = record == null ? empty() : new AuditChain(record.seq(), record.hash());
        return new Tail(chain, torn == null ? null : sha256(torn));
    }

    /**
     * Where a file ends.
     *
     * @param chain the chain of its whole lines
     * @param torn hash of a last line that was not written in full, or null. The writer ends it with a line end and adds a
     *         {@link AuditRecord#RESUMED} line with this hash as {@link AuditRecord#TORN_HASH}.
     */
    public record Tail(AuditChain chain, String torn) {}

    /** The record in a line, or null when it is none: not JSON, or not with the fields of a record in their order. */
    static AuditRecord parse(String line) {
        try {
            JsonObject object = Json.read(line, JsonObject.class);
            if (object == null || !String.join(" ", object.keySet()).equals("seq time event data prev hash")) return null;
            if (!line.endsWith(HASH_FIELD + object.get("hash").getAsString() + "\"}")) return null;
            AuditRecord record = Json.read(line, AuditRecord.class);
            boolean complete = record.event() != null && record.data() != null && record.prev() != null && record.hash() != null;
            return complete ? record : null;
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | ClassCastException e) {
            return null;
        }
    }

    /** What the hash of this line has to be. */
    static String expectedHash(String prev, String line) {
        return sha256(prev + line.substring(0, line.lastIndexOf(HASH_FIELD)));
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String hashOf(String line) {
        int at = line.lastIndexOf(HASH_FIELD) + HASH_FIELD.length();
        return line.substring(at, line.length() - 2);
    }
}
