package dev.molt.engine.classfile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks the outline of a class file (JVMS 4.1) and checks that every length stays inside it. What reads the file afterwards meets
 * no length that is out of all proportion, and people read where a file was cut off.
 */
final class Outline {
    static final int POOL_START = 10;
    private static final byte[] CODE = "Code".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SOURCE_FILE = "SourceFile".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private int at;
    private String part = "header";
    private int[] utf8;
    private int poolCount;
    private int poolEnd;
    private int longestCode;
    private boolean hasSourceFile;

    private Outline(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws MalformedClassFileException when a length points outside of what holds it */
    static Outline of(byte[] bytes) throws MalformedClassFileException {
        Outline outline = new Outline(bytes);
        outline.walk();
        return outline;
    }

    /** The count in front of the constant pool, which is one more than the highest index. */
    int poolCount() {
        return poolCount;
    }

    /** Where the constant pool ends; it begins at {@link #POOL_START}. */
    int poolEnd() {
        return poolEnd;
    }

    /** The text of a constant, taken as ASCII; null where there is no such Utf8. */
    String text(int index) {
        if (index >= utf8.length || utf8[index] == 0) return null;
        int start = utf8[index];
        return new String(bytes, start + 2, (bytes[start] & 0xFF) << 8 | bytes[start + 1] & 0xFF, StandardCharsets.US_ASCII);
    }

    boolean hasSourceFile() {
        return hasSourceFile;
    }

    /** Bytes of the longest method's code. */
    int longestCode() {
        return longestCode;
    }

    private void walk() throws MalformedClassFileException {
        if (bytes.length == 0) throw new MalformedClassFileException("an empty file");
        if (bytes.length < 4 || u4() != 0xCAFEBABEL) {
            throw new MalformedClassFileException("not a class file: does not start with CAFEBABE");
        }
        int minor = u2();
        ClassVersion.check(u2(), minor);
        part = "constant pool";
        constantPool();
        poolCount = utf8.length;
        poolEnd = at;
        part = "header";
        skip(6);
        skip(2L * u2());
        part = "fields";
        members();
        part = "methods";
        members();
        part = "attributes";
        attributes(bytes.length);
        if (at != bytes.length) {
            throw new MalformedClassFileException((bytes.length - at) + " bytes follow the end of the class at byte " + at);
        }
    }

    private void constantPool() throws MalformedClassFileException {
        int count = u2();
        if (count == 0) throw new MalformedClassFileException("the constant pool has no entry");
        utf8 = new int[count];
        for (int i = 1; i < count; i++) {
            int tag = u1();
            switch (tag) {
                case 1 -> {
                    utf8[i] = at;
                    skip(u2());
                }
                case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(4);
                case 5, 6 -> {
                    skip(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> skip(2);
                case 15 -> skip(3);
                default -> throw new MalformedClassFileException("entry " + i + " of the constant pool has the unknown tag " + tag);
            }
        }
    }

    private void members() throws MalformedClassFileException {
        for (int left = u2(); left > 0; left--) {
            skip(6);
            attributes(bytes.length);
        }
    }

    private void attributes(int limit) throws MalformedClassFileException {
        for (int left = u2(); left > 0; left--) {
            int name = u2();
            long length = u4();
            if (length > limit - at) {
                if (limit == bytes.length) throw truncated();
                throw new MalformedClassFileException("an attribute in its " + part + " is longer than what holds it, at byte " + at);
            }
            int end = at + (int) length;
            if (isNamed(name, CODE)) code(end);
            else if (isNamed(name, SOURCE_FILE)) hasSourceFile = true;
            at = end;
        }
    }

    private void code(int end) throws MalformedClassFileException {
        skip(4);
        long length = u4();
        if (length == 0 || length > 0xFFFF) throw new MalformedClassFileException("a method has " + length + " bytes of code");
        longestCode = Math.max(longestCode, (int) length);
        skip(length);
        skip(8L * u2());
        attributes(end);
        if (at > end) throw new MalformedClassFileException("the code of a method is longer than its attribute, at byte " + at);
    }

    private boolean isNamed(int index, byte[] name) {
        if (index >= utf8.length || utf8[index] == 0) return false;
        int length = utf8[index];
        int start = length + 2;
        return (bytes[length] << 8 | bytes[length + 1]) == name.length
                && Arrays.equals(bytes, start, start + name.length, name, 0, name.length);
    }

    private int u1() throws MalformedClassFileException {
        if (at >= bytes.length) throw truncated();
        return bytes[at++] & 0xFF;
    }

    private int u2() throws MalformedClassFileException {
        return u1() << 8 | u1();
    }

    private long u4() throws MalformedClassFileException {
        return (long) u2() << 16 | u2();
    }

    private void skip(long count) throws MalformedClassFileException {
        if (count > bytes.length - at) throw truncated();
        at += (int) count;
    }

    private MalformedClassFileException truncated() {
        return new MalformedClassFileException("truncated after " + bytes.length + " bytes, within its " + part);
    }
}
