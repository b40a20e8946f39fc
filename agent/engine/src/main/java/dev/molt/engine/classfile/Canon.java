package dev.molt.engine.classfile;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A growing buffer that holds a part of a class in one canonical form: symbols by their text instead of their place in the
 * constant pool, so that the same class written on two pools gives the same bytes.
 */
final class Canon {
    private byte[] bytes;
    private int size;

    Canon(int capacity) {
        bytes = new byte[capacity];
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    /** SHA-256 of what was written. */
    byte[] digest(MessageDigest sha) {
        sha.update(bytes, 0, size);
        return sha.digest();
    }

    Canon u1(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    Canon u2(int value) {
        room(2);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
        return this;
    }

    Canon u4(int value) {
        room(4);
        bytes[size++] = (byte) (value >> 24);
        bytes[size++] = (byte) (value >> 16);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
        return this;
    }

    Canon u8(long value) {
        return u4((int) (value >> 32)).u4((int) value);
    }

    Canon raw(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
        return this;
    }

    /** A piece of something else, which begins with its length. */
    Canon part(byte[] from, int start, int length) {
        room(4 + length);
        u4(length);
        System.arraycopy(from, start, bytes, size, length);
        size += length;
        return this;
    }

    Canon text(String text) {
        if (text == null) return u4(-1);
        int length = text.length();
        room(4 + 3 * length);
        u4(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes[size++] = (byte) c;
            } else {
                bytes[size++] = (byte) 0xFF;
                bytes[size++] = (byte) (c >> 8);
                bytes[size++] = (byte) c;
            }
        }
        return this;
    }

    /** The value of a field's constant, or null. */
    Canon value(Object value) {
        if (value == null) return u1('0');
        if (value instanceof Integer i) return u1('I').u4(i);
        if (value instanceof String s) return u1('S').text(s);
        if (value instanceof Long l) return u1('J').u8(l);
        if (value instanceof Float f) return u1('F').u4(Float.floatToRawIntBits(f));
        if (value instanceof Double d) return u1('D').u8(Double.doubleToRawLongBits(d));
        throw new IllegalArgumentException("a field's constant of " + value.getClass());
    }

    private void room(int more) {
        if (bytes.length - size < more) bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
}
