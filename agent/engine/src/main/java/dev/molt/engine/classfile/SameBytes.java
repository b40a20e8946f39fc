package dev.molt.engine.classfile;

import java.util.Arrays;
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
    private static final byte ANY_KIND = 1;
    private static final byte CODE_KIND = 2;
    private static final byte IGNORED_KIND = 3;
    /** Access flags, this class, superclass. */
    private static final int HEADER = 6;
    /** Access flags, name, descriptor. */
    private static final int MEMBER = 6;

    private final byte[] bytes;
    private final Outline outline;
    /** What the texts of the pool mean as names of attributes, as far as that was asked. */
    private final byte[] kinds;
    private boolean reordered;
    private int at;

    private SameBytes(byte[] bytes, Outline outline) {
        this.bytes = bytes;
        this.outline = outline;
        kinds = new byte[outline.poolCount()];
        at = outline.poolEnd();
    }

    /** What a look can tell. */
    public enum Likeness {
        /** They have the same {@link ClassFile#hash()}, and their methods in the same order. */
        SAME,
        /** They have the same hash, and the same constant pool, but their methods in another order. */
        REORDERED,
        /** Nothing. */
        UNSURE
    }

    /**
     * Compares.
     *
     * @throws MalformedClassFileException when one of the two is malformed
     */
    public static Likeness compare(byte[] a, byte[] b) throws MalformedClassFileException {
        Outline first = Outline.of(a);
        if (b.length < first.poolEnd() || !Arrays.equals(a, 0, first.poolEnd(), b, 0, first.poolEnd())) return Likeness.UNSURE;
        SameBytes look = new SameBytes(a, first);
        if (!look.sameAs(new SameBytes(b, Outline.of(b)))) return Likeness.UNSURE;
        return look.reordered ? Likeness.REORDERED : Likeness.SAME;
    }

    /**
     * True only when both have the same {@link ClassFile#hash()}. False says nothing.
     *
     * @throws MalformedClassFileException when one of the two is malformed
     */
    public static boolean surely(byte[] a, byte[] b) throws MalformedClassFileException {
        return compare(a, b) != Likeness.UNSURE;
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
        long[] places = other.members(count);
        int end = other.at;
        int before = 0;
        for (int i = 0; i < count; i++) {
            int found = Arrays.binarySearch(places, (long) u4(at + 2) << 32);
            if (found >= 0) return false;
            int next = -1 - found;
            if (next == count || places[next] >> 32 != u4(at + 2)) return false;
            other.at = (int) places[next];
            if (other.at < before) reordered = true;
            before = other.at;
            if (!sameNext(other, MEMBER) || !sameAttributes(other)) return false;
        }
        other.at = end;
        return true;
    }

    /** Where the next members are, behind the indexes of their names and descriptors, in order. Goes behind them. */
    private long[] members(int count) {
        long[] places = new long[count];
        for (int i = 0; i < count; i++) {
            places[i] = (long) u4(at + 2) << 32 | at;
            at = endOfAttributes(at + MEMBER);
        }
        Arrays.sort(places);
        return places;
    }

    private boolean sameAttributes(SameBytes other) {
        int own = at;
        int end = endOfAttributes(at);
        int first = other.at;
        int ignored = 0;
        int count = u2(at);
        at += 2;
        for (int i = 0; i < count; i++) {
            int name = u2(at);
            int next = at + 6 + u4(at + 2);
            if (kind(name) == IGNORED_KIND) {
                ignored++;
            } else {
                other.at = other.attribute(first, name);
                if (other.at < 0 || attribute(own, name) < 0) return false;
                at += 2;
                if (kind(name) == CODE_KIND ? !sameCode(other) : !sameNext(other, 4 + u4(at))) return false;
            }
            at = next;
        }
        at = end;
        other.at = first;
        return other.goBehind(count - ignored);
    }

    /** Goes behind attributes; whether so many of them count. */
    private boolean goBehind(int expected) {
        int counting = 0;
        int count = u2(at);
        at += 2;
        for (int i = 0; i < count; i++) {
            if (kind(u2(at)) != IGNORED_KIND) counting++;
            at += 6 + u4(at + 2);
        }
        return counting == expected;
    }

    /** Where an attribute has its length; negative when there is none of that name, or several. */
    private int attribute(int start, int name) {
        int found = -1;
        int place = start + 2;
        for (int i = u2(start); i > 0; i--) {
            if (u2(place) == name) {
                if (found >= 0) return -1;
                found = place + 2;
            }
            place += 6 + u4(place + 2);
        }
        return found;
    }

    private int kind(int name) {
        if (kinds[name] == 0) {
            String text = outline.text(name);
            kinds[name] = CODE.equals(text) ? CODE_KIND : text != null && IGNORED.contains(text) ? IGNORED_KIND : ANY_KIND;
        }
        return kinds[name];
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
