package dev.molt.api;

/**
 * One difference between the loaded class and the new one.
 *
 * @param kind what happened, in words: {@code method body}, {@code field added}
 * @param member the member, as in {@code total(int): long}, or null where it is the class itself
 * @param detail before and after, or null
 */
public record Change(String kind, String member, String detail) {
    @Override
    public String toString() {
        return kind + (member == null ? "" : " " + member) + (detail == null ? "" : " (" + detail + ")");
    }
}
