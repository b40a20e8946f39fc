package evolved;

/** One implementor alone. */
interface Single {
    int next(int x);

    final class Only implements Single {
        private final int n;

        Only(int n) {
            this.n = n;
        }

        int n() {
            return n;
        }

        @Override
        public int next(int x) {
            return x * 31 + n;
        }
    }
}
