package dev.molt.engine.classfile;

import java.nio.charset.StandardCharsets;

/**
 * The constant pool of a class file, and what stands around it, read in place (JVMS 4.4). Texts become strings only when somebody asks
 * for them as such.
 */
final class ConstantPool {
    static final int UTF8 = 1;
    static final int INTEGER = 3;
    static final int FLOAT = 4;
    static final int LONG = 5;
    static final int DOUBLE = 6;
    static final int CLASS = 7;
    static final int STRING = 8;
    static final int FIELD = 9;
    static final int METHOD = 10;
    static final int INTERFACE_METHOD = 11;
    static final int NAME_AND_TYPE = 12;
    static final int METHOD_HANDLE = 15;
    static final int METHOD_TYPE = 16;
    static final int DYNAMIC = 17;
    static final int INVOKE_DYNAMIC = 18;
    /** Bootstrap arguments may share their nested dynamic constants, so that a small file unfolds to an exponential size. */
    private static final int MOST_DYNAMIC = 100_000;

    private final byte[] bytes;
    /** Where the content of each constant begins, behind its tag; 0 where there is none. */
    private final int[] places;
    private final String[] texts;
    private final int end;
    private int[] bootstraps = {};
    private int dynamics;

    /** @param bytes a class file whose outline has been checked */
    ConstantPool(byte[] bytes) {
        this.bytes = bytes;
        int count = u2(Outline.POOL_START - 2);
        places = new int[count];
        texts = new String[count];
        int at = Outline.POOL_START;
        for (int i = 1; i < count; i++) {
            int tag = bytes[at++];
            places[i] = at;
            switch (tag) {
                case UTF8 -> at += 2 + u2(at);
                case LONG, DOUBLE -> {
                    at += 8;
                    i++;
                }
                case CLASS, STRING, METHOD_TYPE, 19, 20 -> at += 2;
                case METHOD_HANDLE -> at += 3;
                default -> at += 4;
            }
        }
        end = at;
    }

    /** Where the pool ends. */
    int end() {
        return end;
    }

    int u1(int at) {
        return bytes[at] & 0xFF;
    }

    int u2(int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    int u4(int at) {
        return u2(at) << 16 | u2(at + 2);
    }

    int tag(int index) {
        int place = places[index];
        if (place == 0) throw new IllegalArgumentException("constant " + index + " is none");
        return bytes[place - 1];
    }

    /** Where a constant of the given kind has its content. */
    int place(int index, int tag) {
        if (tag(index) != tag) throw new IllegalArgumentException("constant " + index + " has the tag " + tag(index) + " instead of " + tag);
        return places[index];
    }

    /** The constants' bootstrap methods. */
    void bootstrapMethods(int attribute) {
        bootstraps = new int[u2(attribute)];
        int at = attribute + 2;
        for (int i = 0; i < bootstraps.length; i++) {
            bootstraps[i] = at;
            at += 4 + 2 * u2(at + 2);
        }
    }

    // ---- as strings ----

    /** The text of a Utf8 constant; null for index 0. */
    String text(int index) {
        if (index == 0) return null;
        String known = texts[index];
        if (known != null) return known;
        int place = place(index, UTF8);
        return texts[index] = decode(place + 2, u2(place));
    }

    /** The internal name that a Class constant holds; null for index 0. */
    String name(int index) {
        return index == 0 ? null : text(u2(place(index, CLASS)));
    }

    /** Whether a Utf8 constant is this text, which has to be ASCII. */
    boolean is(int index, String ascii) {
        int place = place(index, UTF8);
        int length = ascii.length();
        if (u2(place) != length) return false;
        for (int i = 0; i < length; i++) {
            if (bytes[place + 2 + i] != ascii.charAt(i)) return false;
        }
        return true;
    }

    /** The value of a field's constant: an Integer, Long, Float, Double or String. */
    Object value(int index) {
        int place = places[index];
        return switch (tag(index)) {
            case INTEGER -> u4(place);
            case FLOAT -> Float.intBitsToFloat(u4(place));
            case LONG -> u8(place);
            case DOUBLE -> Double.longBitsToDouble(u8(place));
            case STRING -> text(u2(place));
            default -> throw new IllegalArgumentException("constant " + index + " is no value of a field");
        };
    }

    /** Modified UTF-8 (JVMS 4.4.7). */
    String decode(int start, int length) {
        int ascii = 0;
        while (ascii < length && bytes[start + ascii] > 0) ascii++;
        if (ascii == length) return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        char[] chars = new char[length];
        int size = 0;
        for (int at = start; at < start + length; ) {
            int b = bytes[at++];
            if ((b & 0x80) == 0) chars[size++] = (char) (b & 0x7F);
            else if ((b & 0xE0) == 0xC0) chars[size++] = (char) ((b & 0x1F) << 6 | bytes[at++] & 0x3F);
            else chars[size++] = (char) ((b & 0xF) << 12 | (bytes[at++] & 0x3F) << 6 | bytes[at++] & 0x3F);
        }
        return new String(chars, 0, size);
    }

    private long u8(int at) {
        return (long) u4(at) << 32 | u4(at + 4) & 0xFFFF_FFFFL;
    }

    // ---- in canonical form ----

    void writeText(Canon out, int index) {
        int place = place(index, UTF8);
        out.part(bytes, place + 2, u2(place));
    }

    void writeName(Canon out, int index) {
        writeText(out, u2(place(index, CLASS)));
    }

    /** Owner, name and descriptor of a field or method; whether the owner is an interface. */
    void writeMember(Canon out, int index) {
        int tag = tag(index);
        if (tag < FIELD || tag > INTERFACE_METHOD) throw new IllegalArgumentException("constant " + index + " is no member");
        int place = places[index];
        out.u1(tag == INTERFACE_METHOD ? 1 : 0);
        writeName(out, u2(place));
        writeNameAndType(out, u2(place + 2));
    }

    private void writeNameAndType(Canon out, int index) {
        int place = place(index, NAME_AND_TYPE);
        writeText(out, u2(place));
        writeText(out, u2(place + 2));
    }

    /** The name, the descriptor, and the bootstrap method with its arguments. */
    void writeDynamic(Canon out, int index, int tag) {
        if (++dynamics > MOST_DYNAMIC) throw new IllegalArgumentException("dynamic constants nest too deeply");
        int place = place(index, tag);
        writeNameAndType(out, u2(place + 2));
        int bootstrap = bootstraps[u2(place)];
        writeHandle(out, u2(bootstrap));
        int arguments = u2(bootstrap + 2);
        out.u2(arguments);
        for (int i = 0; i < arguments; i++) write(out, u2(bootstrap + 4 + 2 * i));
    }

    private void writeHandle(Canon out, int index) {
        int place = place(index, METHOD_HANDLE);
        out.u1(u1(place));
        writeMember(out, u2(place + 1));
    }

    /** A constant that can be loaded (JVMS table 4.4-C), or the value of an annotation's element. */
    void write(Canon out, int index) {
        int tag = tag(index);
        int place = places[index];
        out.u1(tag);
        switch (tag) {
            case INTEGER, FLOAT -> out.u4(u4(place));
            case LONG, DOUBLE -> out.u4(u4(place)).u4(u4(place + 4));
            case UTF8 -> writeText(out, index);
            case CLASS, STRING, METHOD_TYPE -> writeText(out, u2(place));
            case METHOD_HANDLE -> writeHandle(out, index);
            case DYNAMIC -> writeDynamic(out, index, DYNAMIC);
            default -> throw new IllegalArgumentException("constant " + index + " can't be loaded");
        }
    }
}
