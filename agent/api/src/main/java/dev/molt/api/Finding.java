package dev.molt.api;

import java.util.Locale;

/**
 * One thing that somebody must know about an update.
 *
 * @param className binary name, or null where it concerns no class
 * @param member as in {@code total(int): long}, or null
 * @param problem what is the matter, a sentence without its full stop
 * @param remedy what to do instead, or null
 */
public record Finding(Severity severity, String className, String member, String problem, String remedy) {

    /** How much it matters. */
    public enum Severity {
        /** A reason why an update was refused. */
        REFUSAL,
        /** A reason why an update was taken back, or what could not be taken back. */
        FAILURE,
        /** The update has less effect than it seems, or something is to be done. */
        WARNING,
        /** Worth knowing. */
        NOTE
    }

    @Override
    public String toString() {
        String place = className == null ? "" : className + (member == null ? "" : "." + member) + ": ";
        return severity.name().toLowerCase(Locale.ROOT) + ": " + place + problem + (remedy == null ? "" : "; " + remedy);
    }
}
