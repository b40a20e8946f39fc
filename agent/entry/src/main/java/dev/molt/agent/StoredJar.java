package dev.molt.agent;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipException;

/**
 * A jar in memory whose entries are not compressed, so that they can be used where they are. Class files are loaded from it in an
 * application that waits, and inflating all of them would take longer than anything else there.
 */
final class StoredJar {
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int RECORD = 0x02014b50;
    private static final int RECORD_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;

    private final byte[] bytes;
    private final Map<String, Entry> entries;

    private StoredJar(byte[] bytes, Map<String, Entry> entries) {
        this.bytes = bytes;
        this.entries = entries;
    }

    /** Where a file lies in {@link #bytes()}. */
    record Entry(int offset, int length) {}

    static StoredJar read(File file) throws IOException {
        try (InputStream in = new FileInputStream(file)) {
            byte[] bytes = in.readAllBytes();
            return new StoredJar(bytes, directory(bytes));
        }
    }

    byte[] bytes() {
        return bytes;
    }

    Entry find(String name) {
        return entries.get(name);
    }

    private static Map<String, Entry> directory(byte[] jar) throws ZipException {
        int end = jar.length - END_LENGTH;
        while (end >= 0 && u4(jar, end) != END) end--;
        if (end < 0) throw new ZipException("the agent's jar is damaged: it has no directory");
        int left = u2(jar, end + 10);
        Map<String, Entry> entries = new HashMap<>(2 * left);
        for (int at = u4(jar, end + 16); left > 0; left--) {
            if (u4(jar, at) != RECORD) throw new ZipException("the agent's jar is damaged at byte " + at);
            int nameLength = u2(jar, at + 28);
            String name = new String(jar, at + RECORD_LENGTH, nameLength, StandardCharsets.ISO_8859_1);
            if (u2(jar, at + 10) != 0) throw new ZipException(name + " in the agent's jar is compressed: use the jar as Molt's build makes it");
            int local = u4(jar, at + 42);
            entries.put(name, new Entry(local + LOCAL_LENGTH + u2(jar, local + 26) + u2(jar, local + 28), u4(jar, at + 24)));
            at += RECORD_LENGTH + nameLength + u2(jar, at + 30) + u2(jar, at + 32);
        }
        return entries;
    }

    private static int u2(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    private static int u4(byte[] bytes, int at) {
        return u2(bytes, at) | u2(bytes, at + 2) << 16;
    }
}
