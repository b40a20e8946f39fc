package dev.molt.engine.changeset;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a class loader finds now under a name.
 *
 * @param url external form
 * @param sha256 hash of the content, hex
 */
record FoundResources(String url, String sha256) {

    /** What the loader adds to what its parent finds; whatever its code throws counts as not found. */
    static List<FoundResources> in(ClassLoader loader, String path) {
        try {
            List<URL> urls = new ArrayList<>(Collections.list(loader.getResources(path)));
            if (loader.getParent() != null) {
                List<String> ofParent = Collections.list(loader.getParent().getResources(path)).stream().map(URL::toExternalForm).toList();
                urls.removeIf(u -> ofParent.contains(u.toExternalForm()));
            }
            List<FoundResources> found = new ArrayList<>();
            for (URL url : urls) {
                try (InputStream in = url.openStream()) {
                    found.add(new FoundResources(url.toExternalForm(), Hashes.sha256(in.readAllBytes())));
                }
            }
            return found;
        } catch (IOException | RuntimeException | LinkageError e) {
            return List.of();
        }
    }

    /** Whether it lies in this folder or jar. */
    boolean liesIn(URL folderOrJar) {
        if (folderOrJar == null) return false;
        String place = folderOrJar.toExternalForm();
        return place.endsWith("/") && url.startsWith(place) || url.startsWith("jar:" + place + "!/");
    }
}
