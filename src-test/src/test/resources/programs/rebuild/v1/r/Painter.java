package r;

import static r.Units.*;

import java.util.ArrayList;
import java.util.List;

@Mark("painter")
public class Painter<T extends Shape> extends Base implements Comparable<Painter<T>> {
    private final List<T> shapes = new ArrayList<>();

    public Painter<T> add(T shape) {
        shapes.add(shape);
        return this;
    }

    public String paint(Colour colour) {
        StringBuilder out = new StringBuilder(NAME);
        for (T shape : shapes) out.append(words(shape)).append(scale(2));
        return out.append(switch (colour) {
            case RED -> "r";
            case GREEN -> "g";
            case BLUE -> "b";
        }).toString();
    }

    static String words(Shape shape) {
        if (shape instanceof Shape.Circle circle) return "circle " + circle.radius();
        return shape.title() + shape.area();
    }

    @Override
    public int compareTo(Painter<T> other) {
        return Integer.compare(rank(), other.rank());
    }
}
