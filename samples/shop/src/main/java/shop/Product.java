package shop;

/** Something to buy, at a price for one piece without VAT. */
public record Product(String id, String title, long netCents, int vatPercent) {}
