package shop;

import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server, on the loopback address only. */
final class Server {
    private final org.eclipse.jetty.server.Server jetty;
    private final ServerConnector connector;

    /** @param port the port, or 0 for any free one */
    Server(int port) {
        QueuedThreadPool threads = new QueuedThreadPool(16, 4);
        threads.setName("shop");
        jetty = new org.eclipse.jetty.server.Server(threads);
        connector = new ServerConnector(jetty, 1, 1);
        connector.setHost("localhost");
        connector.setPort(port);
        jetty.addConnector(connector);
        Sessions sessions = new Sessions();
        Prices prices = new Prices();
        jetty.setHandler(new Api(new Catalogue(), sessions, prices, new Checkout(prices), new Health(prices, sessions)));
        jetty.setStopAtShutdown(true);
        jetty.setStopTimeout(1000);
    }

    void start() throws Exception {
        jetty.start();
    }

    int port() {
        return connector.getLocalPort();
    }
}
