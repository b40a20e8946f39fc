package evolved;

/** Has live objects before the update. */
final class Item {
    final int n;
    int value;

    Item(int n) {
        this.n = n;
    }
}
