package dev.molt.engine.match;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How alike two pieces of code are, by the words they share. */
final class Words {
    private Words() {}

    static Map<String, Integer> count(List<String> words) {
        Map<String, Integer> count = new HashMap<>();
        for (String word : words) count.merge(word, 1, Integer::sum);
        return count;
    }

    /** Twice what they share over what both have: from 0 to 1. */
    static double alike(Map<String, Integer> a, Map<String, Integer> b) {
        int shared = 0;
        int all = 0;
        for (Map.Entry<String, Integer> e : a.entrySet()) {
            shared += Math.min(e.getValue(), b.getOrDefault(e.getKey(), 0));
            all += e.getValue();
        }
        for (int n : b.values()) all += n;
        return all == 0 ? 1 : 2.0 * shared / all;
    }
}
