package evolved;

/** Nothing here changes. */
final class Plain {
    private final Step[] steps = {new Add(1), new Add(2), new Multiply(3), new Multiply(5)};
    private final Base[] calm = {new Calm(1), new Calm(2), new Calm(3), new Calm(4)};

    interface Step {
        int of(int x);
    }

    record Add(int n) implements Step {
        @Override
        public int of(int x) {
            return x + n;
        }
    }

    record Multiply(int n) implements Step {
        @Override
        public int of(int x) {
            return x * n;
        }
    }

    int callers(int start, int times) {
        int x = start;
        for (int i = 0; i < times; i++) x = steps[i & 3].of(x) + 1;
        return x;
    }

    int receivers(int start, int times) {
        int x = start;
        for (int i = 0; i < times; i++) x = calm[i & 3].mix(x) + 1;
        return x;
    }
}
