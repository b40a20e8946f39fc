package orders;

class Prices {
    static int gross(int net) {
        return net + net * Vat.percent() / 100;
    }
}
