package dev.molt.cli.demo;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The shop's catalogue, to check its prices with. */
final class PriceList {
    private final Map<String, Answers.Product> products;

    PriceList(List<Answers.Product> products) {
        this.products = products.stream().collect(Collectors.toUnmodifiableMap(Answers.Product::id, Function.identity()));
    }

    /** The names of the products, in a fixed order. */
    List<String> names() {
        return products.keySet().stream().sorted().toList();
    }

    long grossCents(Map<String, Integer> items, Pricing pricing) {
        long gross = 0;
        for (Map.Entry<String, Integer> item : items.entrySet()) {
            Answers.Product product = products.get(item.getKey());
            gross += product.netCents() * item.getValue() + pricing.vatCents(product, item.getValue());
        }
        return gross;
    }

    /** Every pricing that comes to the price of that cart. Empty for a price of no version. */
    Set<Pricing> pricings(Answers.Cart cart) {
        Set<Pricing> fitting = EnumSet.noneOf(Pricing.class);
        for (Pricing pricing : Pricing.values()) {
            if (grossCents(cart.items(), pricing) == cart.total().grossCents()) fitting.add(pricing);
        }
        return fitting;
    }
}
