package shop;

/** Amounts as people read them. */
final class Money {
    private Money() {}

    /** The other bug of this version: 4 euros and 5 cents read "4.5". */
    static String text(long cents) {
        return cents / 100 + "." + cents % 100;
    }
}
