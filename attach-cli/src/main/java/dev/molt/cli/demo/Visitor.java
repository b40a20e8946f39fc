package dev.molt.cli.demo;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** One visitor of the shop: one session, over real HTTP. Whatever is not a good answer is a {@link ShopException}. */
final class Visitor {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Gson GSON = new Gson();

    private final HttpClient http;
    private final URI shop;
    private final String cookie;

    private Visitor(HttpClient http, URI shop, String cookie) {
        this.http = http;
        this.shop = shop;
        this.cookie = cookie;
    }

    /** Enters the shop and gets a session. */
    static Visitor enter(HttpClient http, URI shop) throws ShopException, InterruptedException {
        Visitor stranger = new Visitor(http, shop, "");
        HttpResponse<String> answer = stranger.send("POST", "/sessions");
        String cookie = answer.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
        if (answer.statusCode() != 200 || cookie.isEmpty()) throw new ShopException("no session: HTTP " + answer.statusCode());
        return new Visitor(http, shop, cookie);
    }

    List<Answers.Product> catalogue() throws ShopException, InterruptedException {
        return List.of(read("GET", "/catalogue", Answers.Product[].class));
    }

    Answers.Cart cart() throws ShopException, InterruptedException {
        return read("GET", "/cart", Answers.Cart.class);
    }

    /** Looks into the cart, and tells how many looks the shop has counted, or -1 when it does not count. */
    int look() throws ShopException, InterruptedException {
        return Integer.parseInt(send("GET", "/cart").headers().firstValue("Cart-Looks").orElse("-1"));
    }

    Answers.Cart add(String product, int quantity) throws ShopException, InterruptedException {
        return read("POST", "/cart?product=" + product + "&quantity=" + quantity, Answers.Cart.class);
    }

    Answers.Order checkout() throws ShopException, InterruptedException {
        return read("POST", "/checkout", Answers.Order.class);
    }

    Answers.Health health() throws ShopException, InterruptedException {
        return read("GET", "/health", Answers.Health.class);
    }

    private <T> T read(String method, String path, Class<T> type) throws ShopException, InterruptedException {
        HttpResponse<String> answer = send(method, path);
        if (answer.statusCode() != 200) {
            throw new ShopException(method + " " + path + ": HTTP " + answer.statusCode() + " " + answer.body());
        }
        try {
            T body = GSON.fromJson(answer.body(), type);
            if (body != null) return body;
            throw new ShopException(method + " " + path + ": an empty answer");
        } catch (JsonParseException e) {
            throw new ShopException(method + " " + path + ": not the JSON of a " + type.getSimpleName() + ": " + answer.body(), e);
        }
    }

    private HttpResponse<String> send(String method, String path) throws ShopException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(shop.resolve(path)).timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!cookie.isEmpty()) request.header("Cookie", cookie);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ShopException(method + " " + path + ": " + e, e);
        }
    }
}
