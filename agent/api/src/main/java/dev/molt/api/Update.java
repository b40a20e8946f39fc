package dev.molt.api;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be made live.
 *
 * @param files one class folder, one jar, or any number of class files. What has changed is found by comparing with what is loaded, so it
 *     may be the whole program
 * @param from folder or jar that the JVM runs, or null: it tells which classes are gone
 * @param reason for history and audit, or null
 */
public record Update(List<Path> files, Path from, String reason) {
    public Update {
        files = List.copyOf(files);
        if (files.isEmpty()) throw new IllegalArgumentException("an update needs a folder, a jar, or class files");
    }

    /** An update to what lies there. */
    public static Update to(Path... files) {
        return new Update(List.of(files), null, null);
    }

    /** The same, of a program that runs what lies there. */
    public Update from(Path running) {
        return new Update(files, running, reason);
    }

    /** The same, with a reason. */
    public Update because(String why) {
        return new Update(files, from, why);
    }
}
