package orders;

class Prices {
    static int gross(int net) {
        return Discount.of(net + net * Vat.percent() / 100);
    }
}
