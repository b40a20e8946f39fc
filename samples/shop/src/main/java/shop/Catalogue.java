package shop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the shop sells. */
final class Catalogue {
    private final Map<String, Product> products = new LinkedHashMap<>();

    Catalogue() {
        add("pencil", "Pencil, HB", 89, 19);
        add("notebook", "Notebook, 96 pages", 349, 19);
        add("novel", "A novel, 412 pages", 1_389, 7);
        add("atlas", "Atlas of the world", 4_995, 7);
        add("lamp", "Desk lamp", 3_447, 19);
        add("tea", "Tea, 250 g", 583, 7);
        add("stamp", "Stamp, ready to post", 95, 0);
        add("chair", "Chair, beech", 18_929, 19);
    }

    private void add(String id, String title, long netCents, int vatPercent) {
        products.put(id, new Product(id, title, netCents, vatPercent));
    }

    List<Product> all() {
        return List.copyOf(products.values());
    }

    /** The product of that name, or null. */
    Product find(String id) {
        return products.get(id);
    }
}
