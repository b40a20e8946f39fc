package evolved;

final class Point {
    final int x;
    final int y;

    Point(int x) {
        this.x = x;
        y = 0;
    }
}
