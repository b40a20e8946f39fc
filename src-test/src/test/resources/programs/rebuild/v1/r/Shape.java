package r;

public sealed interface Shape permits Shape.Circle, Shape.Square {
    double area();

    default String title() {
        return getClass().getSimpleName() + " " + Units.NAME;
    }

    record Circle(double radius) implements Shape {
        @Override
        public double area() {
            return Math.PI * radius * radius;
        }
    }

    record Square(double side) implements Shape {
        @Override
        public double area() {
            return side * side;
        }
    }
}
