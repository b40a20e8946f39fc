package dev.molt.protocol.report;

import java.util.List;

/**
 * Where a class loader of a JVM has its classes from.
 *
 * @param loader id of the loader
 * @param locations URLs of folders and jars, also of jars in jars, in the order in which the loader looks
 */
public record LoaderPath(String loader, List<String> locations) {
    public LoaderPath {
        locations = List.copyOf(locations);
    }
}
