package dev.molt.engine.classfile;

import java.util.Arrays;
import java.util.List;

/** Puts the methods of a class file into a given order, without a look into them. */
final class MethodOrder {
    private MethodOrder() {}

    /** @param order names with descriptors of all methods */
    static byte[] of(byte[] file, List<String> order) {
        ConstantPool pool = new ConstantPool(file);
        int at = pool.end() + 6;
        at += 2 + 2 * pool.u2(at);
        int fields = pool.u2(at);
        at += 2;
        for (int i = 0; i < fields; i++) at = Attributes.skip(pool, at + 6);
        int count = pool.u2(at);
        if (count != order.size()) throw new IllegalStateException(count + " methods instead of " + order.size());
        at += 2;
        byte[] ordered = Arrays.copyOf(file, file.length);
        int[] starts = new int[count];
        int[] ends = new int[count];
        for (int i = 0, from = at; i < count; i++) {
            int place = order.indexOf(pool.text(pool.u2(from + 2)) + pool.text(pool.u2(from + 4)));
            starts[place] = from;
            from = Attributes.skip(pool, from + 6);
            ends[place] = from;
        }
        for (int i = 0; i < count; i++) {
            System.arraycopy(file, starts[i], ordered, at, ends[i] - starts[i]);
            at += ends[i] - starts[i];
        }
        return ordered;
    }
}
