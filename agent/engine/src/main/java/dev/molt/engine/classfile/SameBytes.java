package dev.molt.engine.classfile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A quick look whether two class files are the same class, without decoding them: they are when their constant pools are equal, and
 * their members and attributes byte for byte, whatever the order of methods and attributes. This is so for a file and for what the VM
 * hands out of the class that was loaded from it.
 */
public final class SameBytes {
    /** Attributes that {@link ClassFile#hash()} leaves out. */
    private static final Set<String> IGNORED = Set.of("Deprecated", "EnclosingMethod", "SourceDebugExtension", "StackMapTable",
            "MethodParameters", "RuntimeInvisibleAnnotations", "RuntimeInvisibleParameterAnnotations", "RuntimeInvisibleTypeAnnotations");
    private static final String CODE = "Code";
    /** Access flags, this class, superclass. */
    private static final int HEADER = 6;
    /** Access flags, name, descriptor. */
    private static final int MEMBER = 6;

    private final byte[] bytes;
    private final Outline outline;
    private int at;

    private SameBytes(byte[] bytes, Outline outline) {
        this.bytes = bytes;
        this.outline = outline;
        at = outline.poolEnd();
    }

    /**
     * True only when both have the same {@link ClassFile#hash()}. False says nothing.
     *
     * @throws MalformedClassFileException when one of the two is malformed
     */
    public static boolean surely(byte[] a, byte[] b) throws MalformedClassFileException {
        Outline first = Outline.of(a);
        if (b.length < first.poolEnd() || !Arrays.equals(a, 0, first.poolEnd(), b, 0, first.poolEnd())) return false;
        return new SameBytes(a, first).sameAs(new SameBytes(b, Outline.of(b)));
    }

    private boolean sameAs(SameBytes other) {
        int interfaces = 2 + 2 * u2(at + HEADER);
        return sameNext(other, HEADER + interfaces) && sameFields(other) && sameMethods(other) && sameAttributes(other);
    }

    private boolean sameNext(SameBytes other, int length) {
        boolean same = at + length <= bytes.length && other.at + length <= other.bytes.length
                && Arrays.equals(bytes, at, at + length, other.bytes, other.at, other.at + length);
        at += length;
        other.at += length;
        return same;
    }

    private boolean sameFields(SameBytes other) {
        int count = u2(at);
        if (!sameNext(other, 2)) return false;
        for (int i = 0; i < count; i++) {
            if (!sameNext(other, MEMBER) || !sameAttributes(other)) return false;
        }
        return true;
    }

    private boolean sameMethods(SameBytes other) {
        int count = u2(at);
        if (!sameNext(other, 2)) return false;
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < count; i++) {
            places.put(other.u4(other.at + 2), other.at);
            other.at = other.endOfAttributes(other.at + MEMBER);
        }
        int end = other.at;
        for (int i = 0; i < count; i++) {
            Integer place = places.remove(u4(at + 2));
            if (place == null) return false;
            other.at = place;
            if (!sameNext(other, MEMBER) || !sameAttributes(other)) return false;
        }
        other.at = end;
        return true;
    }

    private boolean sameAttributes(SameBytes other) {
        Map<Integer, Integer> own = attributes();
        Map<Integer, Integer> others = other.attributes();
        if (own == null || others == null || !own.keySet().equals(others.keySet())) return false;
        int end = at;
        int otherEnd = other.at;
        for (Map.Entry<Integer, Integer> attribute : own.entrySet()) {
            at = attribute.getValue();
            other.at = others.get(attribute.getKey());
            boolean code = CODE.equals(outline.text(attribute.getKey()));
            if (code ? !sameCode(other) : !sameNext(other, 4 + u4(at))) return false;
        }
        at = end;
        other.at = otherEnd;
        return true;
    }

    /** Where the attributes that count begin, by the index of their name; null when one is there twice. Goes behind them. */
    private Map<Integer, Integer> attributes() {
        Map<Integer, Integer> places = new HashMap<>();
        int count = u2(at);
        at += 2;
        for (int i = 0; i < count; i++) {
            int name = u2(at);
            if (!IGNORED.contains(outline.text(name)) && places.put(name, at + 2) != null) return null;
            at += 6 + u4(at + 2);
        }
        return places;
    }

    /** Compares from the attribute's length on: the length itself counts StackMapTable. */
    private boolean sameCode(SameBytes other) {
        at += 4;
        other.at += 4;
        return sameNext(other, 8 + u4(at + 4)) && sameNext(other, 2 + 8 * u2(at)) && sameAttributes(other);
    }

    private int endOfAttributes(int start) {
        int end = start + 2;
        for (int i = u2(start); i > 0; i--) end += 6 + u4(end + 2);
        return end;
    }

    private int u2(int place) {
        return (bytes[place] & 0xFF) << 8 | bytes[place + 1] & 0xFF;
    }

    private int u4(int place) {
        return u2(place) << 16 | u2(place + 2);
    }
}
