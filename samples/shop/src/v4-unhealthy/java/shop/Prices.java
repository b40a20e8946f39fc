package shop;

/** What things cost, with the VAT forgotten: fit to run, and noticed by {@link Health} alone. */
final class Prices {

    /** The price of all that is in a cart. */
    Total total(Cart cart) {
        long net = 0;
        for (Line line : cart.lines()) net += line.product().netCents() * line.quantity();
        return new Total(net, 0, net);
    }

    /** The VAT of a whole line, rounded once. */
    long vat(Line line) {
        return Rounding.halfUp(line.product().netCents() * line.quantity() * line.product().vatPercent(), 100);
    }
}
