package evolved;

/** Its subclass {@link Lively} gets an override. */
class Base {
    protected final int n;

    Base(int n) {
        this.n = n;
    }

    int mix(int x) {
        return x * 31 + n;
    }
}
