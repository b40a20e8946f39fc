package dev.molt.cli.demo;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Carts that were filled at the beginning and that nobody touches any more: what an update must not lose. */
final class KeptCarts {
    private final List<Visitor> visitors = new ArrayList<>();
    private final List<Map<String, Integer>> filled = new ArrayList<>();
    private final PriceList prices;

    private KeptCarts(PriceList prices) {
        this.prices = prices;
    }

    /** Lets visitors in, each of whom puts up to five things into a cart. The same things in every run. */
    static KeptCarts fill(HttpClient http, URI shop, PriceList prices, int carts) throws ShopException, InterruptedException {
        KeptCarts kept = new KeptCarts(prices);
        Random random = new Random(1);
        for (int i = 0; i < carts; i++) {
            Visitor visitor = Visitor.enter(http, shop);
            Map<String, Integer> items = new LinkedHashMap<>();
            for (int lines = 1 + random.nextInt(5); lines > 0; lines--) {
                String product = prices.names().get(random.nextInt(prices.names().size()));
                int quantity = 1 + random.nextInt(12);
                items.merge(product, quantity, Integer::sum);
                visitor.add(product, quantity);
            }
            kept.visitors.add(visitor);
            kept.filled.add(items);
        }
        return kept;
    }

    int size() {
        return visitors.size();
    }

    int pieces() {
        return filled.stream().flatMap(items -> items.values().stream()).mapToInt(Integer::intValue).sum();
    }

    /** Looks into each cart this many times, and tells how many carts counted 1, 2, ... from there. */
    long counting(int looks) throws ShopException, InterruptedException {
        long counting = 0;
        for (Visitor visitor : visitors) {
            boolean right = true;
            for (int look = 1; look <= looks; look++) right &= visitor.look() == look;
            if (right) counting++;
        }
        return counting;
    }

    /** Asks the shop for every cart. */
    View look() throws ShopException, InterruptedException {
        List<Answers.Cart> carts = new ArrayList<>();
        for (Visitor visitor : visitors) carts.add(visitor.cart());
        return new View(List.copyOf(carts));
    }

    /** What the shop said of every cart at one time. */
    final class View {
        private final List<Answers.Cart> carts;

        private View(List<Answers.Cart> carts) {
            this.carts = carts;
        }

        int size() {
            return carts.size();
        }

        /** Carts that hold what was put into them. */
        long intact() {
            long intact = 0;
            for (int i = 0; i < carts.size(); i++) {
                if (carts.get(i).items().equals(filled.get(i))) intact++;
            }
            return intact;
        }

        /** Carts that are priced as in a version of the shop. */
        long pricedAs(Pricing pricing) {
            return carts.stream().filter(cart -> cart.total().grossCents() == prices.grossCents(cart.items(), pricing)).count();
        }

        /** Carts whose price reads as the shop means it. */
        long readable() {
            return carts.stream().filter(cart -> cart.text().equals(written(cart.total().grossCents()))).count();
        }

        /** An example of one that does not, or null. */
        Answers.Cart unreadable() {
            return carts.stream().filter(cart -> !cart.text().equals(written(cart.total().grossCents()))).findFirst().orElse(null);
        }

        /** The prices of all carts together. */
        long grossCents() {
            return carts.stream().mapToLong(cart -> cart.total().grossCents()).sum();
        }

        /** What all carts together cost in a version of the shop. */
        long grossCents(Pricing pricing) {
            return carts.stream().mapToLong(cart -> prices.grossCents(cart.items(), pricing)).sum();
        }

        boolean sameAs(View other) {
            return carts.equals(other.carts);
        }
    }

    /** Cents as an amount. */
    static String written(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
