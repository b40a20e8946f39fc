package dev.molt.cli.deps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a {@link Segment} of class files and of what is declared beside them. */
final class SegmentBuilder {
    private final Map<String, Map<Target, Integer>> uses = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    private record Target(String owner, String member) {}

    /** Adds a class. */
    void add(byte[] classFile) {
        Map<Target, Integer> of = new LinkedHashMap<>();
        String name = ClassScan.scan(classFile, use -> of.merge(new Target(use.owner(), use.member()), use.kind().bit(), (a, b) -> a | b));
        uses.put(name, of);
    }

    /** Adds that something declares a class to belong to another one: a service file of an interface and its provider. */
    void declare(String from, String to) {
        uses.computeIfAbsent(from, f -> new LinkedHashMap<>()).merge(new Target(to, null), EdgeKind.DECLARED.bit(), (a, b) -> a | b);
    }

    Segment build() {
        uses.forEach((name, of) -> {
            names.add(name);
            of.keySet().forEach(t -> {
                names.add(t.owner());
                if (t.member() != null) names.add(t.member());
            });
        });
        Names table = Names.of(names);
        List<String> classes = new ArrayList<>(uses.keySet());
        classes.sort(Comparator.comparingInt(table::find));
        int total = uses.values().stream().mapToInt(Map::size).sum();
        int[] numbers = new int[classes.size()];
        int[] start = new int[classes.size() + 1];
        int[] owners = new int[total];
        int[] members = new int[total];
        byte[] kinds = new byte[total];
        int at = 0;
        for (int c = 0; c < numbers.length; c++) {
            String name = classes.get(c);
            numbers[c] = table.find(name);
            start[c] = at;
            for (int[] use : sorted(uses.get(name), table)) {
                owners[at] = use[0];
                members[at] = use[1];
                kinds[at++] = (byte) use[2];
            }
        }
        start[numbers.length] = at;
        return new Segment(table, numbers, start, owners, members, kinds);
    }

    private static List<int[]> sorted(Map<Target, Integer> uses, Names table) {
        List<int[]> sorted = new ArrayList<>(uses.size());
        uses.forEach((t, kinds) -> sorted.add(new int[] {table.find(t.owner()), t.member() == null ? Segment.CLASS : table.find(t.member()), kinds}));
        sorted.sort(Comparator.<int[]>comparingInt(u -> u[0]).thenComparingInt(u -> u[1]));
        return sorted;
    }
}
