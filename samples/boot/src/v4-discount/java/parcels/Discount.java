package parcels;

/** What heavy parcels get. */
enum Discount {
    NONE(0), HEAVY(10);

    private static final int HEAVY_FROM_GRAMS = 1000;

    private final int percent;

    Discount(int percent) {
        this.percent = percent;
    }

    static Discount of(int grams) {
        return grams >= HEAVY_FROM_GRAMS ? HEAVY : NONE;
    }

    long apply(long cents) {
        return cents * (100 - percent) / 100;
    }
}
