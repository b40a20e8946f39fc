package evolved;

/** One implementor alone. */
interface Single {
    final class Only implements Single {
        private final int n;

        Only(int n) {
            this.n = n;
        }

        int n() {
            return n;
        }
    }
}
