package dev.molt.protocol.audit;

import dev.molt.protocol.audit.AuditReport.Note;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks through an audit file and tells every line that breaks its chain. After a broken line it goes on with what that line
 * claims, so that one edit is told once.
 */
public final class AuditVerifier {
    private final List<Note> tampered = new ArrayList<>();
    private final Map<String, Note> started = new LinkedHashMap<>();

    private AuditChain chain = AuditChain.empty();
    private long line;
    private long records;
    private Note torn;
    private String tornHash;

    private AuditVerifier() {}

    /** The verification of one file. */
    public static AuditReport verify(Path file) throws IOException {
        AuditVerifier verifier = new AuditVerifier();
        try (AuditLines lines = new AuditLines(file)) {
            for (String text; (text = lines.next()) != null; ) verifier.line(text, lines.ended());
        }
        return verifier.report(file);
    }

    private void line(String text, boolean ended) {
        line++;
        AuditRecord record = AuditChain.parse(text);
        if (record == null || !ended) {
            flushTorn();
            torn = new Note(line, ended ? "not an audit record"
                    : "the last line is cut off: by somebody, or by the end of its JVM");
            tornHash = AuditChain.sha256(text);
            return;
        }
        if (torn != null && !covers(record)) flushTorn();
        torn = null;
        records++;
        check(record, text);
        chain = new AuditChain(record.seq(), record.hash());
        follow(record);
    }

    private boolean covers(AuditRecord record) {
        return record.event().equals(AuditRecord.RESUMED) && record.data().has(AuditRecord.TORN_HASH)
                && record.data().get(AuditRecord.TORN_HASH).toString().equals("\"" + tornHash + "\"");
    }

    private void flushTorn() {
        if (torn != null) tampered.add(torn);
        torn = null;
    }

    private void check(AuditRecord record, String text) {
        if (!AuditChain.expectedHash(record.prev(), text).equals(record.hash())) {
            tampered.add(new Note(line, "record " + record.seq() + " was edited: its text does not have its hash"));
        } else if (record.seq() > chain.seq() + 1) {
            tampered.add(new Note(line, missing(chain.seq() + 1, record.seq() - 1)));
        } else if (record.seq() <= chain.seq()) {
            tampered.add(new Note(line, "record " + record.seq() + " stands after record " + chain.seq()
                    + ": inserted or moved"));
        } else if (!record.prev().equals(chain.hash())) {
            tampered.add(new Note(line, "record " + record.seq()
                    + " does not follow the record before it: that one was replaced"));
        }
    }

    private static String missing(long from, long to) {
        return from == to ? "record " + from + " is missing before this line"
                : "records " + from + " to " + to + " are missing before this line";
    }

    private void follow(AuditRecord record) {
        String id = record.id();
        if (id == null) return;
        if (record.event().equals(AuditRecord.STARTED)) {
            started.put(id, new Note(line, id + " was started at " + record.time() + " and has no end"));
        } else if (record.event().equals(AuditRecord.ENDED)) {
            started.remove(id);
        }
    }

    private AuditReport report(Path file) {
        flushTorn();
        return new AuditReport(file.toString(), tampered.isEmpty(), records, chain.hash(), tampered,
                List.copyOf(started.values()));
    }
}
