package dev.molt.cli.deps;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** A sorted table of texts in one array: text by number, and number by text. */
final class Names {
    private final byte[] text;
    private final int[] end;

    private Names(byte[] text, int[] end) {
        this.text = text;
        this.end = end;
    }

    static Names of(Collection<String> names) {
        byte[][] all = names.stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).sorted(Arrays::compareUnsigned).toArray(byte[][]::new);
        int[] end = new int[all.length];
        int size = 0;
        for (int i = 0; i < all.length; i++) end[i] = size += all[i].length;
        byte[] text = new byte[size];
        for (int i = 0; i < all.length; i++) System.arraycopy(all[i], 0, text, end[i] - all[i].length, all[i].length);
        return new Names(text, end);
    }

    int size() {
        return end.length;
    }

    String get(int number) {
        int start = start(number);
        return new String(text, start, end[number] - start, StandardCharsets.UTF_8);
    }

    /** The number of a text, or -1. */
    int find(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = end.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(text, start(middle), end[middle], wanted, 0, wanted.length);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }

    private int start(int number) {
        return number == 0 ? 0 : end[number - 1];
    }

    long bytes() {
        return text.length + 4L * end.length;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(text.length);
        out.write(text);
        Ints.write(end, out);
    }

    static Names read(DataInputStream in) throws IOException {
        return new Names(in.readNBytes(in.readInt()), Ints.read(in));
    }
}
