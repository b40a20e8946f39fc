package dev.molt.api;

/**
 * One update in the history of this JVM.
 *
 * @param started ISO instant
 * @param user on whose behalf
 * @param reason what was given as the reason, or null
 * @param source where the classes came from
 * @param outcome of the update, or of its revert
 * @param classes how many classes it changed, added or removed
 * @param live whether its code runs now
 * @param revertedBy how it was taken back, or null
 */
public record HistoryEntry(String id, String started, String user, String reason, String source, Outcome outcome, int classes, boolean live,
                           String revertedBy) {}
