package app;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

@Mark(value = "v2", level = 5)
public class Plain {
    public int kept = 7;
    static String keptStatic = "kept";
    private final long keptFinal = 8;
    long widened = 2;
    public int unfinal = 1;
    static Object UNFINAL = List.of();
    final int nowFinal = toString().length();
    private int nowPrivate = 3;

    @Mark("field")
    public int addedInt = 1;
    public boolean addedBoolean = true;
    protected byte addedByte = 2;
    char addedChar = 'c';
    private short addedShort = 3;
    public volatile long addedLong = 4;
    public float addedFloat = 5;
    volatile double addedDouble = 6;
    volatile int addedVolatileInt = 11;
    @Use(3)
    public volatile String addedText = "text";
    public Map<String, List<? extends @Use Number>> addedGeneric = Map.of();
    public final int addedFinal = kept + 1;
    private final String addedFinalText = toString() + "!";
    transient Object[] addedTransient = {};

    public static int addedStaticInt = 21;
    static volatile long addedStaticLong = 22;
    private static String addedStaticText = "static";
    public static final String ADDED_CONSTANT = "constant";
    public static final Object ADDED_FINAL = List.of(1);

    public Plain() {}

    @Mark("constructor")
    public Plain(String text) throws IOException {
        addedText = text;
        if (text.isEmpty()) throw new IOException("empty");
    }

    protected Plain(long n, int... more) {
        addedLong = n + more.length;
    }

    private <T extends Comparable<T>> Plain(@Mark("p") T value, List<@Use(9) T> values) {
        addedText = value + "" + values;
    }

    public int keptMethod(int n) {
        return n + 2;
    }

    private String keptPrivate() {
        return "private2";
    }

    long nowLong(long n) {
        return n;
    }

    @Deprecated
    public void nowPublic(@Mark("names") List<@Use String> names) {}

    @Override
    public String toString() {
        return "Plain2";
    }

    @Mark(value = "added", level = 9)
    public int addedMethod(@Mark("a") int a, final @Use(5) String b) throws IOException {
        if (b == null) throw new IOException("null");
        return a + b.length();
    }

    public void addedVoid() {}

    private long addedPrivate(long n) {
        return n + addedShort;
    }

    protected synchronized double addedProtected(double d, float f) {
        return d + f;
    }

    final strictfp boolean addedFinalMethod(boolean b, char c, byte x, short s) {
        return b;
    }

    public static String addedStatic(String a, Object... more) {
        return a + Arrays.toString(more);
    }

    private static int addedPrivateStatic(int[] numbers, String[][] texts) {
        return numbers.length + texts.length;
    }

    static void addedThrowing() {
        throw new IllegalStateException("thrown");
    }

    public <T extends Number & Comparable<T>, X extends Exception> List<? super T> addedGeneric(T a, Map<T, List<T[]>> b) throws X {
        return List.of(a);
    }

    public @Use(7) String @Use(8) [] addedTypeUse(@Use(6) Plain this, int @Use(4) [] n) {
        return new String[n.length];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Plain;
    }

    protected Plain clone() {
        return this;
    }

    public class AddedInner {
        public int n = kept;

        public AddedInner(int n) {
            this.n = n;
        }
    }

    static class AddedNested implements Comparable<AddedNested> {
        @Override
        public int compareTo(AddedNested other) {
            return 0;
        }
    }
}
