package shop;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Turns carts into orders. */
final class Checkout {
    private final Prices prices;
    private final AtomicLong numbers = new AtomicLong(1000);
    private final Map<Long, Order> orders = new ConcurrentHashMap<>();

    Checkout(Prices prices) {
        this.prices = prices;
    }

    /** Sells what is in the session's cart, and leaves an empty one. */
    Order order(Session session) {
        Cart cart = session.cart().take();
        Order order = new Order(numbers.incrementAndGet(), Instant.now(), cart, prices.total(cart));
        orders.put(order.number(), order);
        return order;
    }
}
