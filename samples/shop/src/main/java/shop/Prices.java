package shop;

/** What things cost with VAT. */
final class Prices {

    /** The price of all that is in a cart. */
    Total total(Cart cart) {
        long net = 0;
        long vat = 0;
        for (Line line : cart.lines()) {
            net += line.product().netCents() * line.quantity();
            vat += vat(line);
        }
        return new Total(net, vat, net + vat);
    }

    /** The bug of this version: the VAT of every single piece is cut off to whole cents. */
    long vat(Line line) {
        return line.product().netCents() * line.product().vatPercent() / 100 * line.quantity();
    }
}
