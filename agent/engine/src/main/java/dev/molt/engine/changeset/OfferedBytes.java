package dev.molt.engine.changeset;

import dev.molt.protocol.Message.Side;
import dev.molt.protocol.Message.Wanted;
import dev.molt.protocol.Offer.OfferedClass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Class files of an offer, as the client sends them. */
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
    Map<String, byte[]> newVersions(List<OfferedClass> batch) throws IOException {
        return fetch(batch.stream().map(c -> new Wanted(c.name(), Side.NEW)).toList());
    }

    /** The running version's bytes of each that the offer has, by name. */
    Map<String, byte[]> oldVersions(List<String> names) throws IOException {
        return fetch(names.stream().map(n -> new Wanted(n, Side.OLD)).toList());
    }

    /** The content of a resource of the new version. */
    byte[] resource(String path) throws IOException {
        return client.fetch(List.of(new Wanted(path, Side.RESOURCE))).get(0);
    }

    private Map<String, byte[]> fetch(List<Wanted> wanted) throws IOException {
        if (wanted.isEmpty()) return Map.of();
        Map<String, byte[]> found = new HashMap<>();
        List<byte[]> files = client.fetch(wanted);
        for (int i = 0; i < files.size(); i++) found.put(wanted.get(i).name(), files.get(i));
        return found;
    }
}
