package dev.molt.cli.deps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why one class depends on another. */
public enum EdgeKind {
    /** What a compiler copied or processed: annotations with their values. Inlined constants leave no trace in a class file. */
    COMPILE,
    /** What others see of a class: supertypes, signatures, type parameters, permitted subclasses, record components. */
    EXPORT,
    /** What code does: calls, fields, casts, class literals, method handles, bootstrap arguments, dynamic constants. */
    RUNTIME,
    /** What is written somewhere: service files, {@code Class.forName} of a constant, a user's list. */
    DECLARED;

    int bit() {
        return 1 << ordinal();
    }

    /** The kinds of a set of bits. */
    static List<EdgeKind> of(int bits) {
        List<EdgeKind> kinds = new ArrayList<>();
        for (EdgeKind kind : values()) {
            if ((bits & kind.bit()) != 0) kinds.add(kind);
        }
        return kinds;
    }

    /** As users write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
