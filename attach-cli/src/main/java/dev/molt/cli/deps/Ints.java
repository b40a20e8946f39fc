package dev.molt.cli.deps;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Arrays of numbers on disk. */
final class Ints {
    private Ints() {}

    static void write(int[] numbers, DataOutputStream out) throws IOException {
        out.writeInt(numbers.length);
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
        bytes.asIntBuffer().put(numbers);
        out.write(bytes.array());
    }

    static int[] read(DataInputStream in) throws IOException {
        int[] numbers = new int[in.readInt()];
        ByteBuffer.wrap(in.readNBytes(4 * numbers.length)).asIntBuffer().get(numbers);
        return numbers;
    }
}
