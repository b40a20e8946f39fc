package dev.molt.engine.changeset;

import java.util.Set;

/**
 * A file that a loader is to find, or not to find any more.
 *
 * @param path its name for the loader, with slashes
 * @param content the new content, or null when the new version lacks the file
 * @param hides external forms of the URLs of its old versions
 */
public record ChangedResource(ClassLoader in, String loader, String path, byte[] content, Set<String> hides) {

    public ChangedResource {
        hides = Set.copyOf(hides);
    }

    /** {@code new}, {@code changed} or {@code removed}. */
    public String kind() {
        return content == null ? "removed" : hides.isEmpty() ? "new" : "changed";
    }

    /** Hash of the new content, hex, or null when there is none. */
    public String sha256() {
        return content == null ? null : Hashes.sha256(content);
    }

    @Override
    public String toString() {
        return kind() + " " + path + " in " + loader;
    }
}
