package r.sub;

import r.*;

public class Main {
    enum Mode { ON, OFF }

    static String run() {
        Task task = times -> "x".repeat(times) + Units.LARGE;
        Painter<Shape> painter = new Painter<>().add(new Shape.Square(2)).add(new Shape.Circle(1));
        return task.twice().run(Units.FACTOR) + painter.paint(Colour.RED) + mode(Mode.ON) + new Inner(3).value();
    }

    private static int mode(Mode mode) {
        switch (mode) {
            case ON:
                return 1;
            default:
                return 0;
        }
    }

    @Mark(level = 2)
    static class Inner extends Helper {
        Inner(int value) {
            super(value);
        }
    }
}
