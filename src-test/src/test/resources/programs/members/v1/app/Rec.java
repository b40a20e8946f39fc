package app;

public record Rec(int a) {
    static Rec make() {
        return new Rec(1);
    }
}
