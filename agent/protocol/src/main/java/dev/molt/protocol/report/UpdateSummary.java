package dev.molt.protocol.report;

/**
 * One line of the history.
 *
 * @param started ISO instant
 * @param user the OS user at the other end of the socket; of an update that began inside the JVM, its own user
 * @param origin the way by which it came
 * @param live whether its code runs now
 * @param revertedBy how it was taken back (a person, a probe, a missing confirmation), or null
 */
public record UpdateSummary(String id, String started, String user, Origin origin, String reason, String source, Outcome outcome,
                            int classes, long micros, boolean live, String revertedBy) {}
