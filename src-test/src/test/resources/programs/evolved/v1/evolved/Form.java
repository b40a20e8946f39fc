package evolved;

/** Eight classes of receivers. */
abstract class Form implements Shaped {
    protected final int n;

    Form(int n) {
        this.n = n;
    }

    static Form[] eight() {
        return new Form[] {new A(), new B(), new C(), new D(), new E(), new F(), new G(), new H()};
    }

    static final class A extends Form {
        A() {
            super(1);
        }
    }

    static final class B extends Form {
        B() {
            super(2);
        }
    }

    static final class C extends Form {
        C() {
            super(3);
        }
    }

    static final class D extends Form {
        D() {
            super(4);
        }
    }

    static final class E extends Form {
        E() {
            super(5);
        }
    }

    static final class F extends Form {
        F() {
            super(6);
        }
    }

    static final class G extends Form {
        G() {
            super(7);
        }
    }

    static final class H extends Form {
        H() {
            super(8);
        }
    }
}
