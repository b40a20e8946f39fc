package dev.molt.protocol;

import java.util.List;

/**
 * What a client has to offer: names and hashes of class files. The bytes stay with the client until the agent asks for them, so
 * that a large class path costs the target JVM a list of names.
 *
 * @param source where the new classes come from, for people
 * @param from where the running version is, for people; null when not given
 * @param classes every class file of the new version
 * @param removed names of the classes that the running version has and the new one lacks
 */
public record Offer(String source, String from, List<OfferedClass> classes, List<String> removed) {

    /**
     * One class file of the new version.
     *
     * @param name binary name, with dots
     * @param sha256 hash of the file, hex
     * @param oldSha256 hash of the running version's file, or null when there is none
     * @param size bytes of the file
     */
    public record OfferedClass(String name, String sha256, String oldSha256, int size) {}

    public Offer {
        classes = List.copyOf(classes);
        removed = List.copyOf(removed);
    }
}
