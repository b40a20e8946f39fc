package app;

import java.util.List;

@Mark("record")
public record Rec(int a, @Mark("b") @Use(2) String b, List<@Use String> c) {
    static int added = 3;

    public Rec(int a) {
        this(a, "b", List.of());
    }

    static Rec make() {
        return new Rec(1);
    }

    public int twice() {
        return 2 * a;
    }

}
