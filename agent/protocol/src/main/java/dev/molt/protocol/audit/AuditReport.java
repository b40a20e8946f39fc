package dev.molt.protocol.audit;

import dev.molt.protocol.report.Report;
import java.util.List;

/**
 * What a verification of an audit file found.
 *
 * @param records whole records in the file
 * @param lastHash the last record's hash: kept elsewhere, it also proves that nothing was cut off at the end
 * @param tampered where the chain is broken
 * @param unfinished operations that were started and never ended: they run now, or their JVM ended in the middle of them
 */
public record AuditReport(String file, boolean intact, long records, String lastHash, List<Note> tampered, List<Note> unfinished)
        implements Report {

    /** Something about one line of the file. */
    public record Note(long line, String problem) {}

    public AuditReport {
        tampered = List.copyOf(tampered);
        unfinished = List.copyOf(unfinished);
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append(intact ? "intact: " : "tampered: ").append(file).append(", ").append(records)
                .append(records == 1 ? " record\n" : " records\n");
        for (Note note : tampered) out.append("  line ").append(note.line()).append(": ").append(note.problem()).append('\n');
        for (Note note : unfinished) out.append("  unfinished, line ").append(note.line()).append(": ").append(note.problem())
                .append('\n');
        if (records > 0) out.append("  last hash ").append(lastHash).append('\n');
        return out.toString();
    }
}
