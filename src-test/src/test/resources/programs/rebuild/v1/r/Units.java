package r;

public final class Units {
    public static final String NAME = "cm";
    public static final int FACTOR = 7;
    static final int DOUBLED = FACTOR * 2;
    public static final long LARGE = DOUBLED + 100L;

    private Units() {}

    public static int scale(int value) {
        return value * FACTOR;
    }
}
