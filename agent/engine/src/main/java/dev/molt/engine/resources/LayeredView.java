package dev.molt.engine.resources;

import dev.molt.boot.ResourceView;
import dev.molt.engine.resources.Layer.Entry;
import dev.molt.engine.view.ResourceHooks;
import dev.molt.engine.vm.ClassPathBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Supplier;

/** What the JDK's class loaders ask: what they found, with one layer over the other, oldest first. Loaded when they first have to ask. */
final class LayeredView implements ResourceView {
    private final ResourceHooks hooks;
    private final Supplier<List<Layer>> layers;

    private LayeredView(ResourceHooks hooks, Supplier<List<Layer>> layers) {
        this.hooks = hooks;
        this.layers = layers;
    }

    /** @param layers those of now, oldest first */
    static void install(ResourceHooks hooks, Supplier<List<Layer>> layers) {
        hooks.install(new LayeredView(hooks, layers));
    }

    @Override
    public URL one(URL found, ClassLoader loader, String name) {
        if (ClassPathBytes.isLooking()) return found;
        URL result = found;
        for (Layer layer : layers.get()) {
            Entry entry = layer.entry(loader, name);
            if (entry == null) continue;
            boolean hidden = result != null && entry.hides().contains(result.toExternalForm());
            if (entry.file() == null) {
                if (hidden) return first(hooks.resources(loader, name));
            } else if (hidden || result == null || entry.hides().isEmpty()) {
                result = entry.file().url();
            }
        }
        return result;
    }

    private static URL first(Enumeration<URL> all) {
        return all.hasMoreElements() ? all.nextElement() : null;
    }

    @Override
    public Enumeration<URL> all(Enumeration<URL> found, ClassLoader loader, String name) {
        if (ClassPathBytes.isLooking()) return found;
        List<URL> result = null;
        for (Layer layer : layers.get()) {
            Entry entry = layer.entry(loader, name);
            if (entry == null) continue;
            if (result == null) result = Collections.list(found);
            result = Layer.over(result, entry);
        }
        return result == null ? found : Collections.enumeration(result);
    }

    @Override
    public InputStream stream(ClassLoader loader, String module, String name) {
        if (ClassPathBytes.isLooking() || layers.get().stream().allMatch(l -> l.entry(loader, name) == null)) return null;
        try {
            URL url = hooks.resource(loader, module, name);
            return url == null ? null : url.openStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
