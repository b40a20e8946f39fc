package dev.molt.test.harness;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * What every class of the application is in the VM at one moment, by hash, as an agent that is not Molt's was shown it.
 *
 * <p>The VM merges constant pools when it redefines a class and never shrinks them, so that a class that went to a new version and
 * back has all of its old code on a longer pool. Classes are therefore compared with their pools written afresh.
 */
public record Fingerprint(Map<String, Entry> classes) {

    /** A class as it is, and with a fresh constant pool. */
    public record Entry(String raw, String canonical) {}

    static Fingerprint read(Path file) throws IOException {
        Map<String, Entry> classes = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            for (int left = in.readInt(); left > 0; left--) {
                String loader = Integer.toHexString(in.readInt());
                String name = in.readUTF();
                byte[] bytes = in.readNBytes(in.readInt());
                classes.put(name + "@" + loader, new Entry(Hash.of(bytes), Hash.of(canonical(bytes))));
            }
        }
        return new Fingerprint(classes);
    }

    /** Nothing was ever redefined: every class of then is what it was, to the bit. */
    public void assertUntouchedIn(Fingerprint later, String when) {
        compare(later, when, Entry::raw);
    }

    /** Every class of then has the members, the code and the attributes that it had. */
    public void assertSameCodeIn(Fingerprint later, String when) {
        compare(later, when, Entry::canonical);
    }

    /** The classes of this that differ in a later fingerprint, as {@code name@loader}. */
    public List<String> changedIn(Fingerprint later) {
        return classes.keySet().stream()
                .filter(key -> !later.classes.containsKey(key)
                        || !classes.get(key).canonical().equals(later.classes.get(key).canonical()))
                .toList();
    }

    private void compare(Fingerprint later, String when, Function<Entry, String> hash) {
        StringBuilder problems = new StringBuilder();
        classes.forEach((name, entry) -> {
            Entry now = later.classes.get(name);
            if (now == null) problems.append("  gone: ").append(name).append('\n');
            else if (!hash.apply(now).equals(hash.apply(entry))) problems.append("  differs: ").append(name).append('\n');
        });
        if (problems.length() > 0) fail("loaded classes " + when + ":\n" + problems);
    }

    private static byte[] canonical(byte[] bytes) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes).accept(writer, 0);
        return writer.toByteArray();
    }
}
