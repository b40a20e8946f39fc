package dev.molt.protocol.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A folder or jar. */
interface Container extends Closeable {
    /** Its name, for people. */
    String label();

    /** Every file in it, in a stable order. */
    List<? extends Entry> entries() throws IOException;

    /** Whether the JVM would look at {@code META-INF/versions} in it (JEP 238). */
    boolean multiRelease() throws IOException;

    /** Problems of the container itself, such as two different files of one name. */
    default List<Problem> problems() {
        return List.of();
    }

    @Override
    void close() throws IOException;
}
