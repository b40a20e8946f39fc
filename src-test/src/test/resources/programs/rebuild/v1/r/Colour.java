package r;

public enum Colour {
    RED, GREEN, BLUE;

    Colour next() {
        return values()[(ordinal() + 1) % values().length];
    }
}
