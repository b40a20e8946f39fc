package dev.molt.engine.resources;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one update changed in what one loader finds. */
final class Layer {
    private final WeakReference<ClassLoader> loader;
    private final Map<String, Entry> entries;

    /**
     * @param file the new content, or null when there is none any more
     * @param hides external forms of the URLs of the old one
     */
    record Entry(OverlayFile file, Set<String> hides) {}

    Layer(ClassLoader loader, Map<String, Entry> entries) {
        this.loader = new WeakReference<>(loader);
        this.entries = Map.copyOf(entries);
    }

    /** The loader, or null when it is gone. */
    ClassLoader loader() {
        return loader.get();
    }

    /** Null where this layer has nothing to say. */
    Entry entry(ClassLoader asked, String name) {
        return loader.refersTo(asked) ? entries.get(name) : null;
    }

    Iterable<Entry> entries() {
        return entries.values();
    }

    /** What was found below, with the new content in the place of the first old one; in front of everything where there was none. */
    static List<URL> over(List<URL> below, Entry entry) {
        List<URL> result = new ArrayList<>();
        boolean placed = entry.file == null;
        String own = placed ? null : entry.file.name();
        if (!placed && below.stream().noneMatch(u -> entry.hides.contains(u.toExternalForm()))) {
            result.add(entry.file.url());
            placed = true;
        }
        for (URL url : below) {
            String name = url.toExternalForm();
            if (name.equals(own)) continue;
            if (!entry.hides.contains(name)) {
                result.add(url);
            } else if (!placed) {
                result.add(entry.file.url());
                placed = true;
            }
        }
        return result;
    }
}
