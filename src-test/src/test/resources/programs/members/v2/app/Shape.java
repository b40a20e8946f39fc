package app;

public abstract class Shape {
    protected static int count;
    protected int id = 5;

    protected Shape() {}

    protected Shape(int id) {
        this.id = id;
    }

    public abstract int corners();

    public abstract String addedAbstract(String a);

    protected abstract <T> T addedGeneric(T t);

    public Shape self() {
        return this;
    }

    public static class Square extends Shape {
        public Square() {
            super(6);
        }

        @Override
        public int corners() {
            return 4;
        }

        @Override
        public String addedAbstract(String a) {
            return "square" + a;
        }

        @Override
        protected <T> T addedGeneric(T t) {
            return t;
        }

        @Override
        public Square self() {
            return this;
        }
    }
}
