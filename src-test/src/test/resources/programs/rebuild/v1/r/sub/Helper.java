package r.sub;

import r.Painter;
import r.Shape;

class Helper extends Painter<Shape> {
    private final int value;

    Helper(int value) {
        this.value = value;
    }

    int value() {
        note("value");
        return value + count + r.Box.of("text").content.length();
    }
}
