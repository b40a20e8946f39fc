package shop;

/** Amounts as people read them. */
final class Money {
    private Money() {}

    /** Euros and two digits of cents. */
    static String text(long cents) {
        long rest = cents % 100;
        return cents / 100 + (rest < 10 ? ".0" : ".") + rest;
    }
}
