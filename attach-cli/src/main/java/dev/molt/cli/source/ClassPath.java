package dev.molt.cli.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The class files of a folder, a jar, or some single files, by class name. */
public final class ClassPath implements Closeable {
    private final String label;
    private final boolean whole;
    private final Map<String, ClassFile> classes;
    private final List<Container> open;

    /** @param whole whether a class that is missing here is missing from the program: not so for single files */
    ClassPath(String label, boolean whole, Map<String, ClassFile> classes, List<Container> open) {
        this.label = label;
        this.whole = whole;
        this.classes = Collections.unmodifiableMap(classes);
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
    public Map<String, ClassFile> classes() {
        return classes;
    }

    @Override
    public void close() throws IOException {
        for (Container container : open) container.close();
    }
}
