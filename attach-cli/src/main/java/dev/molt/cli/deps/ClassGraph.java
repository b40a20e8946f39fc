package dev.molt.cli.deps;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.GraphPath;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.EdgeReversedGraph;
import org.jgrapht.traverse.BreadthFirstIterator;
import org.jgrapht.traverse.TopologicalOrderIterator;

/** Which classes use which, as a graph; edges go from users to what they use. */
public final class ClassGraph {
    private final Map<String, Map<String, List<EdgeKind>>> edges;
    private final Graph<String, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);

    /** @param edges what each class uses; nothing else than these classes */
    ClassGraph(Map<String, Map<String, List<EdgeKind>>> edges) {
        this.edges = edges;
        edges.keySet().forEach(graph::addVertex);
        edges.forEach((from, all) -> all.keySet().forEach(to -> graph.addEdge(from, to)));
    }

    /** What each class uses of the others, and through what. */
    public Map<String, Map<String, List<EdgeKind>>> edges() {
        return edges;
    }

    /** The groups of more than one class that all depend on each other, the largest first. */
    public List<List<String>> cycles() {
        return new KosarajuStrongConnectivityInspector<>(graph).stronglyConnectedSets().stream().filter(group -> group.size() > 1)
                .map(group -> group.stream().sorted().toList())
                .sorted(Comparator.<List<String>>comparingInt(List::size).reversed().thenComparing(group -> group.get(0))).toList();
    }

    /** A shortest chain of uses from one class to another, both included; empty where there is none. */
    public List<String> path(String from, String to) {
        GraphPath<String, DefaultEdge> path = BFSShortestPath.findPathBetween(graph, from, to);
        return path == null ? List.of() : path.getVertexList();
    }

    /** The part of the graph that consists of a class and of those who use it, directly or not. */
    public ClassGraph usersOf(String name) {
        Set<String> users = new LinkedHashSet<>();
        Iterator<String> all = new BreadthFirstIterator<>(new EdgeReversedGraph<>(graph), name);
        all.forEachRemaining(users::add);
        Map<String, Map<String, List<EdgeKind>>> part = new LinkedHashMap<>();
        for (String user : users) {
            Map<String, List<EdgeKind>> uses = new LinkedHashMap<>(edges.get(user));
            uses.keySet().retainAll(users);
            part.put(user, uses);
        }
        return new ClassGraph(part);
    }

    /** How many steps it takes at most to come to each class from one that nobody uses; classes of a cycle are at the same depth. */
    Map<String, Integer> depths() {
        Graph<Graph<String, DefaultEdge>, DefaultEdge> groups = new KosarajuStrongConnectivityInspector<>(graph).getCondensation();
        Map<Graph<String, DefaultEdge>, Integer> depths = new LinkedHashMap<>();
        groups.vertexSet().forEach(group -> depths.put(group, 0));
        new TopologicalOrderIterator<>(groups).forEachRemaining(group -> {
            for (DefaultEdge edge : groups.outgoingEdgesOf(group)) depths.merge(groups.getEdgeTarget(edge), depths.get(group) + 1, Math::max);
        });
        Map<String, Integer> byName = new LinkedHashMap<>();
        edges.keySet().forEach(name -> byName.put(name, 0));
        depths.forEach((group, depth) -> group.vertexSet().forEach(name -> byName.put(name, depth)));
        return byName;
    }
}
