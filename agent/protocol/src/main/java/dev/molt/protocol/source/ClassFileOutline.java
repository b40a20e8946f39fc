package dev.molt.protocol.source;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The name of the class in a class file, read while walking through the structure of the whole file (JVMS 4.1), so that a file
 * that was cut off or is no class file at all is known before it travels. What the parts mean is left to those who know better.
 */
final class ClassFileOutline {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int OLDEST = 45;

    private final ByteBuffer in;
    private int[] constants;

    private ClassFileOutline(byte[] file) {
        in = ByteBuffer.wrap(file);
    }

    /**
     * The binary name of the class, with dots; {@code module-info} for a module declaration.
     *
     * @throws MalformedClassFile telling what is wrong with the file
     */
    static String nameOf(byte[] file) throws MalformedClassFile {
        if (file.length == 0) throw new MalformedClassFile("the file is empty");
        return new ClassFileOutline(file).walk();
    }

    private String walk() throws MalformedClassFile {
        try {
            if (in.getInt() != MAGIC) throw new MalformedClassFile("it is not a class file: it does not start with CAFEBABE");
            in.getShort();
            int major = u2();
            if (major < OLDEST) throw new MalformedClassFile("it has the impossible class file version " + major);
            constantPool();
            in.getShort();
            String name = className(u2());
            in.getShort();
            skip(2 * u2());
            members();
            members();
            attributes();
            if (in.hasRemaining()) throw new MalformedClassFile("there are " + in.remaining() + " bytes after its end");
            return name;
        } catch (BufferUnderflowException e) {
            throw new MalformedClassFile("it is cut off after " + in.limit() + " bytes");
        }
    }

    private void constantPool() throws MalformedClassFile {
        constants = new int[u2()];
        for (int i = 1; i < constants.length; i++) {
            constants[i] = in.position();
            int tag = in.get();
            switch (tag) {
                case 1 -> skip(u2());
                case 7, 8, 16, 19, 20 -> skip(2);
                case 15 -> skip(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(4);
                case 5, 6 -> {
                    skip(8);
                    i++;
                }
                default -> throw new MalformedClassFile("constant " + i + " has the unknown tag " + (tag & 0xFF));
            }
        }
    }

    private String className(int index) throws MalformedClassFile {
        int utf8 = in.getShort(constant(index, 7) + 1) & 0xFFFF;
        int at = constant(utf8, 1) + 1;
        int length = in.getShort(at) & 0xFFFF;
        // Java's modified UTF-8 differs for NUL and for characters beyond the basic plane, which no file name on disk spells in
        // it.
        return new String(in.array(), at + 2, length, StandardCharsets.UTF_8).replace('/', '.');
    }

    private int constant(int index, int tag) throws MalformedClassFile {
        int at = index > 0 && index < constants.length ? constants[index] : 0;
        if (at == 0 || in.get(at) != tag) throw new MalformedClassFile("its own name is missing from the constant pool");
        return at;
    }

    private void members() {
        for (int count = u2(); count > 0; count--) {
            skip(6);
            attributes();
        }
    }

    private void attributes() {
        for (int count = u2(); count > 0; count--) {
            skip(2);
            skip(in.getInt());
        }
    }

    private int u2() {
        return in.getShort() & 0xFFFF;
    }

    private void skip(int bytes) {
        if (bytes < 0 || bytes > in.remaining()) throw new BufferUnderflowException();
        in.position(in.position() + bytes);
    }
}
