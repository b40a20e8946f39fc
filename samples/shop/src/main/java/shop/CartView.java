package shop;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A cart as customers see it.
 *
 * @param items pieces by product
 * @param text the price to pay, to be read by people
 */
record CartView(Map<String, Integer> items, Total total, String text) {

    static CartView of(Cart cart, Total total) {
        Map<String, Integer> items = new LinkedHashMap<>();
        for (Line line : cart.lines()) items.put(line.product().id(), line.quantity());
        return new CartView(items, total, Money.text(total.grossCents()));
    }
}
