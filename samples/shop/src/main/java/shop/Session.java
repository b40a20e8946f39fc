package shop;

import java.time.Instant;

/** A visitor of the shop. */
record Session(String id, Instant since, Cart cart) {}
