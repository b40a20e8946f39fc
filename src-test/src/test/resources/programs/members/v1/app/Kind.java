package app;

public enum Kind {
    ONE,
    TWO;

    public int weight() {
        return 1;
    }
}
