package orders;

class Discount {
    static int of(int gross) {
        return gross - 5;
    }
}
