package dev.molt.protocol.audit;

import com.google.gson.JsonObject;

/**
 * One line of an audit file.
 *
 * <p>The line is a JSON object with exactly these fields, in this order. {@code hash} is the SHA-256, in hex, of {@code prev}
 * followed by the line's text before {@code ,"hash":}, so that every character of the line counts.
 *
 * @param seq number of the line, from 1
 * @param time ISO instant
 * @param event what happened, one of the constants here or any other word
 * @param data what belongs to the event; for {@link #STARTED} and {@link #ENDED} its {@link #ID} names the operation
 * @param prev the hash of the line before, or {@link AuditChain#GENESIS} in the first line
 */
public record AuditRecord(long seq, String time, String event, JsonObject data, String prev, String hash) {
    /** An operation (an update, a revert, a confirmation) is about to start. */
    public static final String STARTED = "started";
    /** The operation of the same {@link #ID} has ended, whatever came of it. */
    public static final String ENDED = "ended";
    /** A line could not be written in full and was ended as it is; {@link #TORN_HASH} in the data is the SHA-256 of that line. */
    public static final String RESUMED = "resumed";
    /** The field of the data that names the operation. */
    public static final String ID = "id";
    /** The field of the data of a {@link #RESUMED} line that covers the torn line before it. */
    public static final String TORN_HASH = "torn";

    /** The operation that the line belongs to, or null. */
    public String id() {
        return data != null && data.has(ID) && data.get(ID).isJsonPrimitive() ? data.get(ID).getAsString() : null;
    }
}
