package orders;

public class App {
    private static final Cart CART = new Cart();

    public static String order(String net) {
        CART.add();
        return Prices.gross(Integer.parseInt(net)) + ", " + CART.describe();
    }

    public static String late() {
        return new Late().hello();
    }

    public static String old() {
        return Legacy.hello();
    }
}
