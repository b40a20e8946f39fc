package shop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a customer has picked so far. Customers have several tabs, so it is safe for several threads. */
public final class Cart {
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private int looks;

    /** Puts more pieces of a product in. */
    public synchronized void add(Product product, int quantity) {
        Line there = lines.get(product.id());
        lines.put(product.id(), new Line(product, quantity + (there == null ? 0 : there.quantity())));
    }

    /** Counts a look into the cart, and tells how many there have been since the shop counts them. */
    public synchronized int look() {
        return ++looks;
    }

    /** The lines, in the order in which they came. */
    public synchronized List<Line> lines() {
        return new ArrayList<>(lines.values());
    }

    /** Empties the cart, and returns what it held in a cart of its own. */
    public synchronized Cart take() {
        Cart taken = new Cart();
        taken.lines.putAll(lines);
        lines.clear();
        return taken;
    }
}
