package dev.molt.protocol.report;

/**
 * One difference between the loaded class and the new one.
 *
 * @param kind what happened, in words: {@code method body}, {@code field added}, ...
 * @param member the member, or null where it is the class itself
 * @param detail before and after, or null
 * @param structural whether a stock HotSpot refuses it
 */
public record MemberChange(String kind, String member, String detail, boolean structural) {

    /** {@code method body total(int): long}. */
    public String text() {
        return kind + (member == null ? "" : " " + member) + (detail == null ? "" : " (" + detail + ")");
    }
}
