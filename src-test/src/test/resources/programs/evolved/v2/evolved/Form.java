package evolved;

/** Eight classes of receivers. */
abstract class Form implements Shaped {
    protected final int n;

    Form(int n) {
        this.n = n;
    }

    abstract int area(int x);
    static Form[] eight() {
        return new Form[] {new A(), new B(), new C(), new D(), new E(), new F(), new G(), new H()};
    }

    static final class A extends Form {
        A() {
            super(1);
        }

        @Override
        int area(int x) {
            return x * 3 + n;
        }

        @Override
        public int corners(int x) {
            return x * 5 - n;
        }
    }

    static final class B extends Form {
        B() {
            super(2);
        }

        @Override
        int area(int x) {
            return x * 5 + n;
        }

        @Override
        public int corners(int x) {
            return x * 7 - n;
        }
    }

    static final class C extends Form {
        C() {
            super(3);
        }

        @Override
        int area(int x) {
            return x * 7 + n;
        }

        @Override
        public int corners(int x) {
            return x * 9 - n;
        }
    }

    static final class D extends Form {
        D() {
            super(4);
        }

        @Override
        int area(int x) {
            return x * 9 + n;
        }

        @Override
        public int corners(int x) {
            return x * 11 - n;
        }
    }

    static final class E extends Form {
        E() {
            super(5);
        }

        @Override
        int area(int x) {
            return x * 11 + n;
        }

        @Override
        public int corners(int x) {
            return x * 13 - n;
        }
    }

    static final class F extends Form {
        F() {
            super(6);
        }

        @Override
        int area(int x) {
            return x * 13 + n;
        }

        @Override
        public int corners(int x) {
            return x * 15 - n;
        }
    }

    static final class G extends Form {
        G() {
            super(7);
        }

        @Override
        int area(int x) {
            return x * 15 + n;
        }

        @Override
        public int corners(int x) {
            return x * 17 - n;
        }
    }

    static final class H extends Form {
        H() {
            super(8);
        }

        @Override
        int area(int x) {
            return x * 17 + n;
        }

        @Override
        public int corners(int x) {
            return x * 19 - n;
        }
    }
}
