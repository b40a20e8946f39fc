package orders;

class Cart {
    private int items;

    void add() {
        items++;
    }

    String describe() {
        return items + " in the cart";
    }
}
