package orders;

import java.util.ArrayList;
import java.util.List;

class Cart {
    private static final List<String> LOG = new ArrayList<>(List.of("opened"));

    private int items;
    private int changes = 100;

    void add() {
        items++;
        changed("added");
    }

    String describe() {
        return items + " in the cart, " + (changes > 100 && LOG.size() > 1 ? "logged" : "not logged");
    }

    private void changed(String how) {
        changes++;
        LOG.add(how);
    }
}
