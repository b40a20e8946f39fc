package dev.molt.cli.source;

import java.io.IOException;

/**
 * One class file of a class path. Its bytes are read when they are wanted.
 *
 * @param name binary name of the class in it, with dots
 * @param sha256 hash of the file, hex
 * @param size bytes of the file
 * @param file where it is
 */
public record ClassFile(String name, String sha256, int size, Entry file) {

    /** Reads the bytes once more; fails when they are not the ones that were hashed. */
    public byte[] read() throws IOException {
        byte[] bytes = file.read();
        if (!Sha256.of(bytes).equals(sha256)) throw new IOException(file.place() + " has changed since it was first read");
        return bytes;
    }
}
