package dev.molt.engine.changeset;

import dev.molt.engine.vm.ClassPathBytes;
import dev.molt.protocol.Message.Side;
import dev.molt.protocol.Message.Wanted;
import dev.molt.protocol.Offer.OfferedClass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Class files of an offer, taken from a class path of this JVM where the same file lies there, else from the client. */
final class OfferedBytes {
    /** As much is asked for at once. */
    private static final long BATCH_BYTES = 8 << 20;

    private final ClassFiles client;

    OfferedBytes(ClassFiles client) {
        this.client = client;
    }

    /** Splits an offer so that no part holds too many bytes. */
    static List<List<OfferedClass>> batches(List<OfferedClass> classes) {
        List<List<OfferedClass>> batches = new ArrayList<>();
        List<OfferedClass> batch = new ArrayList<>();
        long bytes = 0;
        for (OfferedClass c : classes) {
            if (!batch.isEmpty() && bytes + c.size() > BATCH_BYTES) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(c);
            bytes += c.size();
        }
        if (!batch.isEmpty()) batches.add(batch);
        return batches;
    }

    /** The new bytes of each, by name. */
    Map<String, byte[]> newVersions(List<OfferedClass> batch, Map<String, ClassLoader> whereToLook) throws IOException {
        Map<String, byte[]> found = new HashMap<>();
        List<Wanted> wanted = new ArrayList<>();
        for (OfferedClass c : batch) {
            ClassLoader look = whereToLook.get(c.name());
            byte[] local = look == null ? null : ClassPathBytes.find(look, c.name()).orElse(null);
            if (local != null && Hashes.sha256(local).equals(c.sha256())) found.put(c.name(), local);
            else wanted.add(new Wanted(c.name(), Side.NEW));
        }
        if (!wanted.isEmpty()) client.fetch(wanted).forEach((w, bytes) -> found.put(w.className(), bytes));
        return found;
    }

    /** The running version's bytes of each that the offer has, by name. */
    Map<String, byte[]> oldVersions(List<String> names) throws IOException {
        if (names.isEmpty()) return Map.of();
        Map<String, byte[]> found = new HashMap<>();
        client.fetch(names.stream().map(n -> new Wanted(n, Side.OLD)).toList()).forEach((w, bytes) -> found.put(w.className(), bytes));
        return found;
    }
}
