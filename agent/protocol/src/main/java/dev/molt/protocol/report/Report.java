package dev.molt.protocol.report;

/** Something that a person reads: as text, or, being a record, as JSON. */
public interface Report {
    /** Lines for a terminal, without colour, each ended by a newline. */
    String text();
}
