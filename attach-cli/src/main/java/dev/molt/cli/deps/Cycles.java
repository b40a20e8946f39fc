package dev.molt.cli.deps;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Groups of classes that all depend on each other: strongly connected components (Tarjan 1972), without recursion. */
public final class Cycles {
    private final Map<String, ? extends Map<String, ?>> graph;
    private final Map<String, Integer> number = new HashMap<>();
    private final Map<String, Integer> low = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> isOpen = new HashSet<>();
    private final List<List<String>> found = new ArrayList<>();

    private Cycles(Map<String, ? extends Map<String, ?>> graph) {
        this.graph = graph;
    }

    /** The groups of more than one class, the largest first. */
    public static List<List<String>> of(Map<String, ? extends Map<String, ?>> graph) {
        Cycles cycles = new Cycles(graph);
        for (String name : graph.keySet()) {
            if (!cycles.number.containsKey(name)) cycles.visit(name);
        }
        cycles.found.sort(Comparator.<List<String>>comparingInt(List::size).reversed().thenComparing(group -> group.get(0)));
        return cycles.found;
    }

    private record Visit(String name, Iterator<String> next) {}

    private void visit(String root) {
        Deque<Visit> stack = new ArrayDeque<>(List.of(enter(root)));
        while (!stack.isEmpty()) {
            Visit v = stack.peek();
            if (v.next().hasNext()) {
                String to = v.next().next();
                if (!number.containsKey(to)) stack.push(enter(to));
                else if (isOpen.contains(to)) low.merge(v.name(), number.get(to), Math::min);
            } else {
                stack.pop();
                if (!stack.isEmpty()) low.merge(stack.peek().name(), low.get(v.name()), Math::min);
                if (low.get(v.name()).equals(number.get(v.name()))) close(v.name());
            }
        }
    }

    private Visit enter(String name) {
        number.put(name, number.size());
        low.put(name, number.get(name));
        open.push(name);
        isOpen.add(name);
        Collection<String> next = graph.get(name).keySet();
        return new Visit(name, next.iterator());
    }

    private void close(String root) {
        List<String> group = new ArrayList<>();
        String name;
        do {
            name = open.pop();
            isOpen.remove(name);
            group.add(name);
        } while (!name.equals(root));
        group.sort(null);
        if (group.size() > 1) found.add(List.copyOf(group));
    }
}
