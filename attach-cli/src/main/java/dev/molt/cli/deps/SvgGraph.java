package dev.molt.cli.deps;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws a graph that has been laid out in layers. */
final class SvgGraph {
    private static final int CHARACTER = 7;
    private static final int HEIGHT = 26;
    private static final int GAP = 18;
    private static final int LAYER = 90;
    private static final int MARGIN = 20;
    private static final Map<EdgeKind, String> COLOURS = Map.of(EdgeKind.COMPILE, "#b35900", EdgeKind.EXPORT, "#1f5fa8", EdgeKind.RUNTIME, "#777777",
            EdgeKind.DECLARED, "#7a3fa0");

    private final List<List<String>> layers;
    private final Map<String, Map<String, List<EdgeKind>>> graph;
    private final Map<String, Box> boxes = new HashMap<>();
    private int width;

    private record Box(int x, int y, int width) {
        int middle() {
            return x + width / 2;
        }
    }

    SvgGraph(List<List<String>> layers, Map<String, Map<String, List<EdgeKind>>> graph) {
        this.layers = layers;
        this.graph = graph;
    }

    String render() {
        place();
        int height = 2 * MARGIN + layers.size() * LAYER;
        StringBuilder out = new StringBuilder();
        out.append(String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
                + "font-family=\"monospace\" font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n", width, height, width, height));
        for (EdgeKind kind : EdgeKind.values()) {
            out.append(String.format("<marker id=\"%s\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" "
                    + "orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"%s\"/></marker>%n", kind.word(), COLOURS.get(kind)));
        }
        graph.forEach((from, edges) -> edges.forEach((to, kinds) -> edge(boxes.get(from), boxes.get(to), kinds, from, to, out)));
        graph.keySet().forEach(name -> box(boxes.get(name), name, out));
        legend(height, out);
        return out.append("</svg>\n").toString();
    }

    private void place() {
        for (List<String> layer : layers) width = Math.max(width, layer.stream().mapToInt(n -> boxWidth(n) + GAP).sum());
        width = Math.max(width + 2 * MARGIN, 460);
        int y = MARGIN;
        for (List<String> layer : layers) {
            int x = (width - layer.stream().mapToInt(n -> boxWidth(n) + GAP).sum() + GAP) / 2;
            for (String name : layer) {
                boxes.put(name, new Box(x, y, boxWidth(name)));
                x += boxWidth(name) + GAP;
            }
            y += LAYER;
        }
    }

    private static int boxWidth(String name) {
        return CHARACTER * shortName(name).length() + 14;
    }

    private static String shortName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static void box(Box b, String name, StringBuilder out) {
        out.append(String.format("<g><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" fill=\"#f4f6f8\" stroke=\"#333\"/>"
                + "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text></g>%n", escaped(name), b.x(), b.y(), b.width(), HEIGHT, b.middle(),
                b.y() + 17, escaped(shortName(name))));
    }

    private static void edge(Box from, Box to, List<EdgeKind> kinds, String fromName, String toName, StringBuilder out) {
        if (from == to || kinds.isEmpty()) return;
        boolean down = to.y() > from.y();
        int y1 = down ? from.y() + HEIGHT : from.y();
        int y2 = down ? to.y() : to.y() + HEIGHT;
        int bend = down ? LAYER / 3 : -LAYER / 3;
        String colour = COLOURS.get(kinds.get(0));
        out.append(String.format("<path d=\"M%d %dC%d %d %d %d %d %d\" fill=\"none\" stroke=\"%s\" marker-end=\"url(#%s)\"><title>%s</title></path>%n",
                from.middle(), y1, from.middle(), y1 + bend, to.middle(), y2 - bend, to.middle(), y2, colour, kinds.get(0).word(),
                escaped(fromName + " -> " + toName + ": " + GraphFile.words(kinds))));
    }

    private static void legend(int height, StringBuilder out) {
        int x = MARGIN;
        for (EdgeKind kind : EdgeKind.values()) {
            out.append(String.format("<path d=\"M%d %dh24\" stroke=\"%s\" stroke-width=\"2\"/><text x=\"%d\" y=\"%d\">%s</text>%n", x, height - 14,
                    COLOURS.get(kind), x + 30, height - 10, kind.word()));
            x += 110;
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
