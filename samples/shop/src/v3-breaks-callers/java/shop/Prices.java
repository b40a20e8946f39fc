package shop;

/** What things cost with VAT, which now depends on where they go. Whoever called {@code total(Cart)} was not delivered. */
final class Prices {

    /** The price of all that is in a cart, for a country. */
    Total total(Cart cart, String country) {
        long net = 0;
        long vat = 0;
        for (Line line : cart.lines()) {
            net += line.product().netCents() * line.quantity();
            if (country.equals("DE")) vat += vat(line);
        }
        return new Total(net, vat, net + vat);
    }

    /** The VAT of a whole line, rounded once. */
    long vat(Line line) {
        return Rounding.halfUp(line.product().netCents() * line.quantity() * line.product().vatPercent(), 100);
    }
}
