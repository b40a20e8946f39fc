package dev.molt.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All that has to be there for the demo, and that has to be gone after it, even when it is interrupted. */
final class Stage implements AutoCloseable {
    private static final int CARTS = 80;
    private static final int CUSTOMERS = 8;
    private static final int REQUESTS_PER_SECOND = 400;

    private final Path work;
    private final ShopProcess shop;
    private final Thread hook;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private URI url;
    private Visitor inspector;
    private KeptCarts carts;
    private LoadGenerator load;

    private Stage(Path work, ShopProcess shop, Runnable interrupted) {
        this.work = work;
        this.shop = shop;
        this.hook = new Thread(() -> {
            interrupted.run();
            clear();
        }, "molt-demo-end");
    }

    /**
     * Starts the shop, fills carts and begins the load.
     *
     * @param jdk Java home of the shop
     * @param interrupted called when this JVM is told to end before the stage is closed
     */
    static Stage build(Path jdk, DemoFiles files, Runnable interrupted) throws IOException, ShopException, InterruptedException {
        Path work = Files.createTempDirectory("molt-demo-");
        ShopProcess shop;
        try {
            shop = ShopProcess.start(jdk, files.version("v1"), files.libraries(), work);
        } catch (IOException e) {
            Files.delete(work);
            throw e;
        }
        Stage stage = new Stage(work, shop, interrupted);
        Runtime.getRuntime().addShutdownHook(stage.hook);
        try {
            stage.open();
            return stage;
        } catch (ShopException | InterruptedException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private void open() throws ShopException, InterruptedException {
        url = shop.url();
        inspector = Visitor.enter(http, url);
        PriceList prices = new PriceList(inspector.catalogue());
        carts = KeptCarts.fill(http, url, prices, CARTS);
        load = LoadGenerator.start(http, url, prices, CUSTOMERS, REQUESTS_PER_SECOND);
    }

    ShopProcess shop() {
        return shop;
    }

    URI url() {
        return url;
    }

    /** A visitor who only asks for the shop's health. */
    Visitor inspector() {
        return inspector;
    }

    KeptCarts carts() {
        return carts;
    }

    LoadGenerator load() {
        return load;
    }

    /** A directory of the demo's own that goes with it. */
    Path work() {
        return work;
    }

    /** Ends load and shop and removes what they left. Once is enough, more often does no harm. */
    @Override
    public void close() {
        if (load != null) load.close();
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // this JVM is ending already, and the hook runs or has run
        }
    }

    private void clear() {
        shop.close();
        if (!Files.exists(work)) return;
        try (Stream<Path> found = Files.walk(work)) {
            List<Path> innermostFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : innermostFirst) Files.deleteIfExists(path);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("can't remove " + work + ": " + e);
        }
    }
}
