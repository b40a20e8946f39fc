package dev.molt.engine.resources;

import dev.molt.engine.changeset.ChangedResource;
import dev.molt.engine.resources.Layer.Entry;
import dev.molt.engine.view.ResourceHooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Supplier;

/**
 * Lets class loaders find what live updates brought. Class loaders of the JDK ask here, and those that leave the search to them; until the
 * first update that brings something which its loader does not find, nothing of this is there.
 */
public final class Overlays {
    private final Supplier<ResourceHooks> opening;
    private volatile List<Layer> layers = List.of();
    private ResourceHooks hooks;
    private Path directory;
    private int updates;

    /** @param hooks opens the JDK's class loaders, when there is first something to find */
    public Overlays(Supplier<ResourceHooks> hooks) {
        this.opening = hooks;
    }

    /** The part of one update. Closing it takes it back. */
    public final class Overlay implements AutoCloseable {
        private final List<Layer> own;
        private final Path files;

        private Overlay(List<Layer> own, Path files) {
            this.own = own;
            this.files = files;
        }

        /** @throws UncheckedIOException when files could not be removed; nobody finds them any more */
        @Override
        public void close() {
            takeBack(this);
        }
    }

    /**
     * Shows resources.
     *
     * @throws IOException when there is no place for files
     * @throws UnsupportedOperationException when this JDK's class loaders are not what we expect; nothing was touched then
     */
    public synchronized Overlay show(Collection<ChangedResource> resources) throws IOException {
        if (directory == null) {
            directory = Files.createTempDirectory("molt-resources-");
            directory.toFile().deleteOnExit();
        }
        Path files = Files.createDirectory(directory.resolve("u" + ++updates));
        files.toFile().deleteOnExit();
        Map<ClassLoader, Map<String, Entry>> byLoader = new LinkedHashMap<>();
        for (ChangedResource r : resources) {
            OverlayFile file = r.content() == null ? null : new OverlayFile(files.resolve(r.path()), r.content());
            byLoader.computeIfAbsent(r.in(), l -> new HashMap<>()).put(r.path(), new Entry(file, r.hides()));
        }
        List<Layer> own = new ArrayList<>();
        byLoader.forEach((loader, entries) -> own.add(new Layer(loader, entries)));
        if (hooks == null) hooks = opening.get();
        LayeredView.install(hooks, () -> layers);
        List<Layer> all = new ArrayList<>(layers);
        all.addAll(own);
        layers = List.copyOf(all);
        forgetBundles(own);
        return new Overlay(own, files);
    }

    private synchronized void takeBack(Overlay overlay) {
        List<Layer> left = new ArrayList<>(layers);
        left.removeAll(overlay.own);
        layers = List.copyOf(left);
        if (left.isEmpty()) hooks.close();
        forgetBundles(overlay.own);
        try {
            for (Layer layer : overlay.own) {
                for (Entry entry : layer.entries()) {
                    if (entry.file() != null) entry.file().delete();
                }
            }
            removeFolders(overlay.files);
        } catch (IOException e) {
            throw new UncheckedIOException("files below " + overlay.files + " can't be removed: " + e, e);
        }
    }

    private static void removeFolders(Path root) throws IOException {
        if (Files.notExists(root)) return;
        List<Path> folders;
        try (var all = Files.walk(root)) {
            folders = new ArrayList<>(all.filter(Files::isDirectory).toList());
        }
        Collections.reverse(folders);
        for (Path folder : folders) Files.delete(folder);
    }

    private static void forgetBundles(List<Layer> layers) {
        for (Layer layer : layers) {
            ClassLoader loader = layer.loader();
            if (loader != null) ResourceBundle.clearCache(loader);
        }
    }
}
