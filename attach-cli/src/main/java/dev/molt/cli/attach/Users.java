package dev.molt.cli.attach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Numeric ids of users. */
final class Users {
    static final int ROOT = 0;

    private Users() {}

    /** The user that we run as. */
    static int self() {
        Path self = Path.of("/proc/self");
        try {
            return ownerOf(Files.exists(self) ? self.toRealPath() : Path.of(System.getProperty("user.home")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The owner of a file, itself and not what it may point to. */
    static int ownerOf(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
