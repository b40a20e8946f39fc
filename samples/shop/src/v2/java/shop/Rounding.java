package shop;

/** Whole cents out of fractions. */
final class Rounding {
    private Rounding() {}

    /** The quotient of two positive numbers, rounded as merchants do. */
    static long halfUp(long dividend, long divisor) {
        return (2 * dividend + divisor) / (2 * divisor);
    }
}
