package dev.molt.engine.diff;

import dev.molt.protocol.report.MemberChange;
import java.util.Objects;

/**
 * One difference between two versions of a class.
 *
 * @param member the member as in {@code total(int): long}, or null where it is the class itself
 * @param detail before and after as in {@code public -> private}, or null
 */
public record Change(ChangeKind kind, String member, String detail) {

    public Change {
        Objects.requireNonNull(kind);
    }

    public boolean structural() {
        return kind.structural();
    }

    public Effect effect() {
        return kind.effect();
    }

    public MemberChange toReport() {
        return new MemberChange(kind.words(), member, detail, structural());
    }

    /** {@code method modifiers changed total(int): long (public -> private)}. */
    public String text() {
        return toReport().text();
    }

    @Override
    public String toString() {
        return text();
    }
}
