package dev.molt.protocol;

import java.util.List;

/**
 * What a client has to offer: names and hashes of class files and resources. The bytes stay with the client until the agent asks for them, so
 * that a large class path costs the target JVM a list of names.
 *
 * @param source where the new classes come from, for people
 * @param from where the running version is, for people; null when not given
 * @param classes every class file of the new version
 * @param removed names of the classes that the running version has and the new one lacks
 * @param resources every other file of the new version, and those that only the running version has
 */
public record Offer(String source, String from, List<OfferedClass> classes, List<String> removed, List<OfferedResource> resources) {

    /**
     * One class file of the new version.
     *
     * @param name binary name, with dots
     * @param sha256 hash of the file, hex
     * @param oldSha256 hash of the running version's file, or null when there is none
     * @param size bytes of the file
     */
    public record OfferedClass(String name, String sha256, String oldSha256, int size) {}

    /**
     * A file that is no class file.
     *
     * @param path its name for a class loader, with slashes
     * @param sha256 hash of the file, hex, or null when the new version lacks it
     * @param oldSha256 hash of the running version's file, or null when there is none
     * @param size bytes of the file
     */
    public record OfferedResource(String path, String sha256, String oldSha256, int size) {}

    /** Classes alone. */
    public Offer(String source, String from, List<OfferedClass> classes, List<String> removed) {
        this(source, from, classes, removed, List.of());
    }

    public Offer {
        classes = List.copyOf(classes);
        removed = List.copyOf(removed);
        resources = List.copyOf(resources);
    }
}
