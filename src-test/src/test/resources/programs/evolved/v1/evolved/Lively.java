package evolved;

final class Lively extends Base {
    Lively(int n) {
        super(n);
    }
}
