package dev.molt.engine.changeset;

import dev.molt.protocol.Message.Wanted;
import java.io.IOException;
import java.util.List;

/** Where the class files of an offer are: with the client, who sends what is asked for. */
@FunctionalInterface
public interface ClassFiles {
    /**
     * Gets class files.
     *
     * @return the bytes of each that was wanted, in their order
     * @throws IOException when the client has gone
     */
    List<byte[]> fetch(List<Wanted> wanted) throws IOException;
}
