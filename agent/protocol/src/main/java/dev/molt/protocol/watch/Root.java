package dev.molt.protocol.watch;

import java.nio.file.Path;

/**
 * What is watched. It need not be there yet.
 *
 * @param path absolute; links on it are followed anew each time
 */
public record Root(Path path, Kind kind) {

    /** What lies there. */
    public enum Kind {
        /** A folder of class files and resources. */
        CLASSES,
        /** A folder of sources. */
        SOURCES,
        /** A single file, such as a jar. */
        FILE
    }

    public Root {
        path = path.toAbsolutePath().normalize();
    }

    /** Whether a file matters, by its path below the root: what editors and tools leave beside the file that they write does not. */
    boolean concerns(String file) {
        if (kind == Kind.FILE) return true;
        String name = file.substring(file.lastIndexOf('/') + 1);
        if (kind == Kind.SOURCES) return name.endsWith(".java") && !name.startsWith(".");
        return !name.startsWith(".") && !name.endsWith("~") && !name.endsWith(".swp") && !name.endsWith(".tmp") && !name.endsWith(".new")
                && !name.endsWith("___jb_tmp___") && !name.endsWith("___jb_old___");
    }
}
