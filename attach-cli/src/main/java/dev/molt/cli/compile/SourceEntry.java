package dev.molt.cli.compile;

import java.util.List;

/**
 * What is known of a source file since it was last compiled.
 *
 * @param path the file, absolute
 * @param sha256 hash of its content, hex
 * @param packageName its package, with slashes
 * @param classes internal names of the classes that came out of it
 * @param use what it uses
 */
record SourceEntry(String path, String sha256, String packageName, List<String> classes, SourceUse use) {
    SourceEntry {
        classes = List.copyOf(classes);
    }
}
