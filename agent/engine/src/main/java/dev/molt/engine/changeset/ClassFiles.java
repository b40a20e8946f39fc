package dev.molt.engine.changeset;

import dev.molt.protocol.Message.Wanted;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Where the class files of an offer are: with the client, who sends what is asked for. */
@FunctionalInterface
public interface ClassFiles {
    /**
     * Gets class files.
     *
     * @return the bytes for each that was wanted
     * @throws IOException when the client has gone
     */
    Map<Wanted, byte[]> fetch(List<Wanted> wanted) throws IOException;
}
