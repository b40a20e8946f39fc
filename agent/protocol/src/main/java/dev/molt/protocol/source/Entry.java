package dev.molt.protocol.source;

import java.io.IOException;

/** A file in a folder or jar. */
interface Entry {
    /** Path inside the folder or jar, with slashes. */
    String path();

    /** Where it is, for people. */
    String place();

    /** All its bytes. */
    byte[] read() throws IOException;
}
