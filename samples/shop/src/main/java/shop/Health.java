package shop;

/** Whether the shop may be let loose on customers. */
final class Health {
    private static final Product SAMPLE = new Product("sample", "A thing of ten euros", 1000, 20);

    private final Prices prices;
    private final Sessions sessions;

    Health(Prices prices, Sessions sessions) {
        this.prices = prices;
        this.sessions = sessions;
    }

    /** Prices a cart whose price is known. */
    HealthView check() {
        Cart cart = new Cart();
        cart.add(SAMPLE, 2);
        long gross = prices.total(cart).grossCents();
        boolean healthy = gross == 2400;
        return new HealthView(healthy, healthy ? "well" : "2 things of 10.00 and 20 % VAT cost " + gross + " cents, not 2400",
                ProcessHandle.current().pid(), Runtime.version().toString(), sessions.size());
    }
}
