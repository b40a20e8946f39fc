package app;

public abstract class Shape {
    public abstract int corners();

    public static class Square extends Shape {
        @Override
        public int corners() {
            return 4;
        }
    }
}
