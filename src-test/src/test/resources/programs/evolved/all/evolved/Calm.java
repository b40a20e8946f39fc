package evolved;

/** Stays without an override. */
final class Calm extends Base {
    Calm(int n) {
        super(n);
    }
}
