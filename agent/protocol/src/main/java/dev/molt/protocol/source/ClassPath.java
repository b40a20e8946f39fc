package dev.molt.protocol.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The class files of a folder, a jar, or some single files, by class name, and what else lies beside them. */
public final class ClassPath implements Closeable {
    private final String label;
    private final boolean whole;
    private final Map<String, OfferedFile> classes;
    private final Map<String, OfferedFile> resources;
    private final List<Container> open;

    /** @param whole whether a class that is missing here is missing from the program: not so for single files */
    ClassPath(String label, boolean whole, Map<String, OfferedFile> classes, Map<String, OfferedFile> resources, List<Container> open) {
        this.label = label;
        this.whole = whole;
        this.classes = Collections.unmodifiableMap(classes);
        this.resources = Collections.unmodifiableMap(resources);
        this.open = List.copyOf(open);
    }

    /** Its name, for people. */
    public String label() {
        return label;
    }

    public boolean whole() {
        return whole;
    }

    /** The class files by binary name, in the order of the class path. */
    public Map<String, OfferedFile> classes() {
        return classes;
    }

    /** The other files that a class loader would find, by their paths. */
    public Map<String, OfferedFile> resources() {
        return resources;
    }

    List<Container> open() {
        return open;
    }

    @Override
    public void close() throws IOException {
        for (Container container : open) container.close();
    }
}
