package dev.molt.engine.shape;

import dev.molt.engine.shape.Evolved.Initialiser;
import dev.molt.protocol.report.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Orders static initialisers: what one refers to comes before it. Where they refer to each other in a circle, that is told. */
final class InitialiserOrder {
    /** By the internal name of the class, which several loaders may have. */
    private final Map<String, List<Initialiser>> open = new LinkedHashMap<>();
    private final Map<String, Set<String>> providers;
    private final Consumer<Finding> findings;
    private final Set<String> way = new LinkedHashSet<>();
    private final List<Initialiser> ordered = new ArrayList<>();

    private InitialiserOrder(Map<String, Set<String>> providers, Consumer<Finding> findings) {
        this.providers = providers;
        this.findings = findings;
    }

    /** @param providers internal names of the classes that an initialiser refers to, by the internal name of its class */
    static List<Initialiser> of(List<Initialiser> initialisers, Map<String, Set<String>> providers, Consumer<Finding> findings) {
        InitialiserOrder order = new InitialiserOrder(providers, findings);
        for (Initialiser i : initialisers) order.open.computeIfAbsent(i.type().getName().replace('.', '/'), n -> new ArrayList<>()).add(i);
        List.copyOf(order.open.keySet()).forEach(order::take);
        return List.copyOf(order.ordered);
    }

    private void take(String name) {
        if (way.contains(name)) tell(name);
        List<Initialiser> own = open.remove(name);
        if (own == null) return;
        way.add(name);
        for (String provider : providers.getOrDefault(name, Set.of())) {
            if (!provider.equals(name)) take(provider);
        }
        way.remove(name);
        ordered.addAll(own);
    }

    private void tell(String from) {
        String circle = way.stream().dropWhile(n -> !n.equals(from)).map(n -> n.replace('/', '.')).collect(Collectors.joining(" -> "));
        findings.accept(Finding.note(from.replace('/', '.'), "static initialisers that refer to each other: " + circle + " -> " + from.replace('/', '.')
                + "; the one that runs first finds fields of the others as they were before"));
    }
}
