package dev.molt.cli.demo;

import java.util.Map;

/** What the shop answers, as its customers know it. */
final class Answers {
    private Answers() {}

    /** A product of the catalogue. */
    record Product(String id, String title, long netCents, int vatPercent) {}

    /** A price. */
    record Total(long netCents, long vatCents, long grossCents) {}

    /** A cart: pieces by product, its price, and the price as people read it. */
    record Cart(Map<String, Integer> items, Total total, String text) {}

    /** An order. */
    record Order(long number, String placed, Cart bought) {}

    /** The shop's own opinion of itself. */
    record Health(boolean healthy, String detail, long pid, String java, int sessions) {}
}
