package dev.molt.engine.dependents;

/**
 * A reference that the VM could not link.
 *
 * @param fromClass binary name of the class that refers
 * @param fromMember its member as in {@code total(): long}, or null where it is the class itself
 * @param line line in the source, or -1
 * @param target what it refers to, as in {@code shop.Prices.vat(): int}
 * @param problem what is the matter with it: {@code no method vat(): int in shop.Prices}
 * @param note whether nothing fails until somebody calls it: a missing implementation of an abstract method
 */
public record Dangling(String fromClass, String fromMember, int line, String target, String problem, boolean note) {
    private static final String NO_CLASS = "no class ";

    /** Nobody has a class of this name: as a rule an optional dependency that is not there. */
    static String missing(String binaryName) {
        return NO_CLASS + binaryName;
    }

    /** Whether it is a whole class that nobody has. */
    public boolean missesClass() {
        return problem.startsWith(NO_CLASS);
    }

    /** {@code shop.Cart.total(): long, line 31: refers to shop.Prices.vat(): int: no method vat(): int in shop.Prices}. */
    public String text() {
        String from = fromClass + (fromMember == null ? "" : "." + fromMember) + (line > 0 ? ", line " + line : "");
        return from + " refers to " + target + ": " + problem;
    }
}
