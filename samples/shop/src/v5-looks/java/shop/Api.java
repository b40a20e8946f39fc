package shop;

import com.google.gson.Gson;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/**
 * The shop over HTTP, in JSON. A visitor is known by the cookie that {@code POST /sessions} sets.
 *
 * <pre>
 * GET  /health
 * GET  /catalogue
 * POST /sessions
 * GET  /cart
 * POST /cart?product=pencil&amp;quantity=3
 * POST /checkout
 * </pre>
 */
final class Api extends Handler.Abstract {
    private static final String COOKIE = "shop-session";
    private static final String LOOKS = "Cart-Looks";

    private final Gson gson = new Gson();
    private final Catalogue catalogue;
    private final Sessions sessions;
    private final Prices prices;
    private final Checkout checkout;
    private final Health health;

    Api(Catalogue catalogue, Sessions sessions, Prices prices, Checkout checkout, Health health) {
        this.catalogue = catalogue;
        this.sessions = sessions;
        this.prices = prices;
        this.checkout = checkout;
        this.health = health;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply = reply(request, response);
        response.setStatus(reply.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Content.Sink.write(response, true, gson.toJson(reply.body()), callback);
        return true;
    }

    private Reply reply(Request request, Response response) {
        return switch (request.getMethod() + " " + Request.getPathInContext(request)) {
            case "GET /health" -> health();
            case "GET /catalogue" -> Reply.ok(catalogue.all());
            case "POST /sessions" -> newSession(response);
            case "GET /cart" -> cart(session(request), response);
            case "POST /cart" -> add(session(request), Request.extractQueryParameters(request));
            case "POST /checkout" -> checkout(session(request));
            default -> Reply.problem(404, "there is no such page");
        };
    }

    private Reply health() {
        HealthView view = health.check();
        return new Reply(view.healthy() ? 200 : 500, view);
    }

    private Reply newSession(Response response) {
        Session session = sessions.create();
        Response.addCookie(response, HttpCookie.build(COOKIE, session.id()).path("/").httpOnly(true).build());
        return Reply.ok(view(session.cart()));
    }

    private Reply cart(Session session, Response response) {
        if (session == null) return Reply.stranger();
        response.getHeaders().put(LOOKS, Integer.toString(session.cart().look()));
        return Reply.ok(view(session.cart()));
    }

    private Reply add(Session session, Fields fields) {
        if (session == null) return Reply.stranger();
        String id = fields.getValue("product");
        Product product = id == null ? null : catalogue.find(id);
        if (product == null) return Reply.problem(404, "there is no product " + id);
        String quantity = fields.getValue("quantity");
        if (quantity == null || !quantity.matches("[1-9]\\d{0,2}")) return Reply.problem(400, "quantity has to be 1 to 999");
        session.cart().add(product, Integer.parseInt(quantity));
        return Reply.ok(view(session.cart()));
    }

    private Reply checkout(Session session) {
        if (session == null) return Reply.stranger();
        Order order = checkout.order(session);
        return Reply.ok(new OrderView(order.number(), order.placed().toString(), CartView.of(order.cart(), order.total())));
    }

    private CartView view(Cart cart) {
        return CartView.of(cart, prices.total(cart));
    }

    private Session session(Request request) {
        for (HttpCookie cookie : Request.getCookies(request)) {
            if (cookie.getName().equals(COOKIE)) return sessions.find(cookie.getValue());
        }
        return null;
    }
}
