package shop;

/** An order as customers see it. */
record OrderView(long number, String placed, CartView bought) {}
