package dev.molt.cli.deps;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A graph of classes as a file, in one of three formats. */
public enum GraphFile {
    /** A picture. */
    SVG {
        @Override
        public String render(ClassGraph graph) {
            return new SvgGraph(LayeredLayout.of(graph), graph.edges()).render();
        }
    },
    /** For Graphviz. */
    DOT {
        @Override
        public String render(ClassGraph graph) {
            StringBuilder out = new StringBuilder("digraph dependencies {\n  node [shape=box];\n");
            graph.edges().forEach((from, edges) -> {
                out.append("  \"").append(from).append("\";\n");
                edges.forEach((to, kinds) -> out.append("  \"").append(from).append("\" -> \"").append(to).append("\" [label=\"")
                        .append(words(kinds)).append("\"];\n"));
            });
            return out.append("}\n").toString();
        }
    },
    /** An object with the nodes and the edges. */
    JSON {
        @Override
        public String render(ClassGraph graph) {
            StringWriter text = new StringWriter();
            try (JsonWriter out = new JsonWriter(text)) {
                out.setIndent("  ");
                out.beginObject().name("nodes").beginArray();
                for (String name : graph.edges().keySet()) out.value(name);
                out.endArray().name("edges").beginArray();
                for (Map.Entry<String, Map<String, List<EdgeKind>>> from : graph.edges().entrySet()) {
                    for (Map.Entry<String, List<EdgeKind>> to : from.getValue().entrySet()) {
                        out.beginObject().name("from").value(from.getKey()).name("to").value(to.getKey()).name("kinds").beginArray();
                        for (EdgeKind kind : to.getValue()) out.value(kind.word());
                        out.endArray().endObject();
                    }
                }
                out.endArray().endObject();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return text + "\n";
        }
    };

    /** The text of the file. */
    public abstract String render(ClassGraph graph);

    static String words(List<EdgeKind> kinds) {
        return kinds.stream().map(EdgeKind::word).collect(Collectors.joining(", "));
    }
}
