package shop;

/** What a cart costs. */
public record Total(long netCents, long vatCents, long grossCents) {}
