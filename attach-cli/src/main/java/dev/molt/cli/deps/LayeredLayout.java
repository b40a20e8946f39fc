package dev.molt.cli.deps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places classes in layers, users above what they use (after Sugiyama, Tagawa and Toda 1981: layers by longest path over the groups of
 * cycles, then sweeps that order each layer by the middle of its neighbours).
 */
final class LayeredLayout {
    private static final int SWEEPS = 8;

    private LayeredLayout() {}

    /** The layers from top to bottom, each from left to right. */
    static List<List<String>> of(ClassGraph whole) {
        List<List<String>> layers = layers(whole);
        Map<String, ? extends Map<String, ?>> graph = whole.edges();
        Map<String, List<String>> users = new HashMap<>();
        graph.forEach((from, to) -> to.keySet().forEach(t -> users.computeIfAbsent(t, x -> new ArrayList<>()).add(from)));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int i = 1; i < layers.size(); i++) {
                int layer = down ? i : layers.size() - 1 - i;
                Map<String, Integer> placed = places(layers.get(down ? layer - 1 : layer + 1));
                List<String> order = layers.get(layer);
                Map<String, Double> middle = new HashMap<>();
                for (int at = 0; at < order.size(); at++) {
                    String name = order.get(at);
                    Iterable<String> neighbours = down ? users.getOrDefault(name, List.of()) : graph.get(name).keySet();
                    middle.put(name, middle(neighbours, placed, at));
                }
                order.sort(Comparator.comparingDouble(middle::get));
            }
        }
        return layers;
    }

    private static List<List<String>> layers(ClassGraph graph) {
        List<List<String>> layers = new ArrayList<>();
        graph.depths().forEach((name, depth) -> {
            while (layers.size() <= depth) layers.add(new ArrayList<>());
            layers.get(depth).add(name);
        });
        return layers;
    }

    private static Map<String, Integer> places(List<String> layer) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < layer.size(); i++) places.put(layer.get(i), i);
        return places;
    }

    private static double middle(Iterable<String> neighbours, Map<String, Integer> placed, double otherwise) {
        double sum = 0;
        int count = 0;
        for (String n : neighbours) {
            if (!placed.containsKey(n)) continue;
            sum += placed.get(n);
            count++;
        }
        return count == 0 ? otherwise : sum / count;
    }
}
