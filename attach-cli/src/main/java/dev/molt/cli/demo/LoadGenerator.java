package dev.molt.cli.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Steady load: a number of customers, each of whom sends its next request when it is due, whatever the last one took. */
final class LoadGenerator implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

    private final List<Customer> customers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final int perSecond;

    private LoadGenerator(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Lets customers in, who together send that many requests a second. */
    static LoadGenerator start(HttpClient http, URI shop, PriceList prices, int customers, int perSecond)
            throws ShopException, InterruptedException {
        LoadGenerator load = new LoadGenerator(perSecond);
        long interval = TimeUnit.SECONDS.toNanos(customers) / perSecond;
        long start = System.nanoTime();
        for (int i = 0; i < customers; i++) {
            Customer customer = new Customer(Visitor.enter(http, shop), prices, i, start + interval * i / customers, interval);
            Thread thread = new Thread(customer, "customer-" + i);
            thread.setDaemon(true);
            load.customers.add(customer);
            load.threads.add(thread);
        }
        load.threads.forEach(Thread::start);
        return load;
    }

    int customers() {
        return customers.size();
    }

    int perSecond() {
        return perSecond;
    }

    /**
     * Lets the customers go on for some time from now, and until the last one has got the answer to all that was due by then; but no
     * longer than {@link #PATIENCE_SECONDS} more.
     */
    void runFor(long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long latest = until + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        TimeUnit.MILLISECONDS.sleep(millis);
        while (System.nanoTime() - latest < 0 && !customers.stream().allMatch(customer -> customer.hasAllDueBy(until))) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Everything measured so far. */
    Samples samples() {
        List<Sample> all = new ArrayList<>();
        for (Customer customer : customers) all.addAll(customer.samples());
        return new Samples(all);
    }

    /** Sends the customers home and waits until the last one has gone. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
