package app;

public enum Kind {
    ONE(1),
    @Mark("added")
    ADDED(2),
    TWO(3);

    private final int weight;

    Kind(int weight) {
        this.weight = weight;
    }

    public int weight() {
        return weight;
    }

    public static Kind heaviest() {
        return TWO;
    }
}
