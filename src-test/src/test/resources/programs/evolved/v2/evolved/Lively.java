package evolved;

final class Lively extends Base {
    Lively(int n) {
        super(n);
    }

    @Override
    int mix(int x) {
        return x * 17 + n;
    }
}
