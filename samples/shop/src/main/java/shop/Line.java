package shop;

/** A number of pieces of one product. */
public record Line(Product product, int quantity) {}
