package app;

import java.util.List;

@Mark("v1")
public class Plain {
    public int kept = 7;
    static String keptStatic = "kept";
    private final long keptFinal = 8;
    int removed = 1;
    public final int unfinal = 1;
    static final Object UNFINAL = List.of();
    int nowFinal = 2;
    protected int nowPrivate = 3;
    int widened = 2;

    public Plain() {}

    Plain(int removed) {}

    public int keptMethod(int n) {
        return n + 1;
    }

    private String keptPrivate() {
        return "private";
    }

    void removedMethod() {}

    int nowLong(int n) {
        return n;
    }

    void nowPublic(List<String> names) {}

    @Override
    public String toString() {
        return "Plain";
    }
}
