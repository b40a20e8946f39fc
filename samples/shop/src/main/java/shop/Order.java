package shop;

import java.time.Instant;

/** What a customer has bought. */
record Order(long number, Instant placed, Cart cart, Total total) {}
