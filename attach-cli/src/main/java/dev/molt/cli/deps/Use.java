package dev.molt.cli.deps;

/**
 * One use of a class or member in a class file.
 *
 * @param kind why it is one
 * @param owner internal name of the class that is used
 * @param member name of the member, or null where the class itself is used
 * @param how what is done with it: {@code calls}, {@code extends}, {@code is annotated with}
 * @param where the member that does it, or null for the class
 * @param line line in the source; 0 where it is not known
 */
record Use(EdgeKind kind, String owner, String member, String how, String where, int line) {

    /** {@code calls shop.Prices.vat in total, line 12}. */
    String text() {
        return how + " " + owner.replace('/', '.') + (member == null ? "" : "." + member) + (where == null ? "" : " in " + where)
                + (line == 0 ? "" : ", line " + line);
    }
}
