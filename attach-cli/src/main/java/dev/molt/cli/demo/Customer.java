package dev.molt.cli.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Goes shopping until interrupted: looks, fills a cart, looks into it, buys. Knows at all times what has to be in the cart. */
final class Customer implements Runnable {
    private static final int REQUESTS_PER_ORDER = 24;

    private final Visitor visitor;
    private final PriceList prices;
    private final Random random;
    private final long start;
    private final long interval;
    private final Map<String, Integer> expected = new LinkedHashMap<>();
    private final List<Sample> samples = new ArrayList<>();

    /**
     * @param start when the first request is due, {@code System.nanoTime}
     * @param interval nanoseconds between two requests
     */
    Customer(Visitor visitor, PriceList prices, long seed, long start, long interval) {
        this.visitor = visitor;
        this.prices = prices;
        this.random = new Random(seed);
        this.start = start;
        this.interval = interval;
    }

    @Override
    public void run() {
        try {
            for (int n = 0;; n++) request(n, start + n * interval);
        } catch (InterruptedException e) {
            // this is how a customer is sent home
        }
    }

    List<Sample> samples() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    /** Whether every request that was due by a time has been answered. */
    boolean hasAllDueBy(long time) {
        synchronized (samples) {
            return !samples.isEmpty() && samples.get(samples.size() - 1).due() + interval - time > 0;
        }
    }

    private void request(int n, long due) throws InterruptedException {
        for (long ahead = due - System.nanoTime(); ahead > 0; ahead = due - System.nanoTime()) {
            LockSupport.parkNanos(ahead);
            if (Thread.interrupted()) throw new InterruptedException();
        }
        long sent = System.nanoTime();
        Set<Pricing> pricings = null;
        String failure = null;
        long answered;
        try {
            Answers.Cart cart = act(n);
            answered = System.nanoTime();
            if (cart != null) pricings = prices.pricings(cart);
        } catch (ShopException e) {
            answered = System.nanoTime();
            failure = e.getMessage();
        }
        synchronized (samples) {
            samples.add(new Sample(due, sent, answered - due, pricings, failure));
        }
    }

    /** The n-th thing to do, and the cart that it shows, if any. */
    private Answers.Cart act(int n) throws ShopException, InterruptedException {
        if (n % REQUESTS_PER_ORDER == REQUESTS_PER_ORDER - 1) {
            Answers.Cart bought = compare(visitor.checkout().bought());
            expected.clear();
            return bought;
        }
        switch (n % 4) {
            case 0: {
                String product = prices.names().get(random.nextInt(prices.names().size()));
                int quantity = 1 + random.nextInt(9);
                expected.merge(product, quantity, Integer::sum);
                return compare(visitor.add(product, quantity));
            }
            case 2:
                if (visitor.catalogue().isEmpty()) throw new ShopException("GET /catalogue: nothing to buy");
                return null;
            default:
                return compare(visitor.cart());
        }
    }

    private Answers.Cart compare(Answers.Cart cart) throws ShopException {
        if (cart.items().equals(expected)) return cart;
        throw new ShopException("the cart should hold " + expected + " and holds " + cart.items());
    }
}
