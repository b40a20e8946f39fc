package dev.molt.protocol.source;

import java.io.IOException;

/**
 * One file of a class path. Its bytes are read when they are wanted.
 *
 * @param name of a class file the binary name of the class in it, with dots; of another file its path on the class path
 * @param sha256 hash of the file, hex
 * @param size bytes of the file
 * @param file where it is
 */
public record OfferedFile(String name, String sha256, int size, Entry file) {

    /** Reads the bytes once more; fails when they are not the ones that were hashed. */
    public byte[] read() throws IOException {
        byte[] bytes = file.read();
        if (!Sha256.of(bytes).equals(sha256)) throw new IOException(file.place() + " has changed since it was first read");
        return bytes;
    }
}
