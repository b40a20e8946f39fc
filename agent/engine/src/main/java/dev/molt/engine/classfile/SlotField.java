package dev.molt.engine.classfile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The slot: a field that classes get when they are loaded, for the state of fields that updates add to their objects. To everybody else
 * it is not there: the engine takes it off what it reads out of the VM, and reflection does not show it. Being private and transient, it
 * does not count for a {@code serialVersionUID} (Java Object Serialization Specification, 4.6).
 *
 * <p>Works on the bytes of a class file (JVMS 4.1) alone: it runs for each class that is loaded.
 */
public final class SlotField {
    /** Its name; its type is Object. */
    public static final String NAME = "molt$slot";

    private static final byte[] NAME_BYTES = NAME.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TYPE_BYTES = "Ljava/lang/Object;".getBytes(StandardCharsets.US_ASCII);
    private static final int PRIVATE_TRANSIENT_SYNTHETIC = 0x1082;
    private static final int INTERFACE_OR_MODULE = 0x8200;
    private static final int MOST = 0xFFFF;
    private static final int POOL_COUNT = 8;
    private static final int UTF8 = 1;
    private static final int FIELD_LENGTH = 8;

    private final byte[] file;
    private final int[] constants;
    private final int poolEnd;

    /** @throws IndexOutOfBoundsException if it is none */
    private SlotField(byte[] file) {
        this.file = file;
        constants = new int[u2(POOL_COUNT)];
        int at = POOL_COUNT + 2;
        for (int i = 1; i < constants.length; i++) {
            constants[i] = at;
            int tag = file[at];
            at += switch (tag) {
                case UTF8 -> 3 + u2(at + 1);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
                case 5, 6 -> 9;
                case 7, 8, 16, 19, 20 -> 3;
                case 15 -> 4;
                default -> throw new IndexOutOfBoundsException("a constant of the kind " + tag);
            };
            if (tag == 5 || tag == 6) i++;
        }
        poolEnd = at;
    }

    /**
     * A class file with the slot, if the class is the first of its hierarchy that is no class of the JDK's: so an object has one.
     *
     * @return null where it is not to have one: an interface, a record, which may have no such field, a class with a superclass of its own
     *     program, one that already has it, and one that is not understood
     */
    public static byte[] addedToRoot(byte[] file) {
        try {
            SlotField parsed = new SlotField(file);
            return parsed.isRoot() ? parsed.added() : null;
        } catch (IndexOutOfBoundsException e) {
            return null;
        }
    }

    /** The same for a class that is known to have the slot; null where these bytes have it. */
    public static byte[] added(byte[] file) {
        try {
            return new SlotField(file).added();
        } catch (IndexOutOfBoundsException e) {
            return null;
        }
    }

    /** A class file without the slot: the same array where there is none, and what {@link #added} was given where that made it. */
    public static byte[] removed(byte[] file) {
        try {
            return new SlotField(file).removed();
        } catch (IndexOutOfBoundsException e) {
            return file;
        }
    }

    private boolean isRoot() {
        if ((u2(poolEnd) & INTERFACE_OR_MODULE) != 0) return false;
        int above = u2(poolEnd + 4);
        if (above == 0) return false;
        int name = constants[u2(constants[above] + 1)];
        return starts(name, "java/") && !starts(name, "java/lang/Record");
    }

    private boolean starts(int utf8, String prefix) {
        if (u2(utf8 + 1) < prefix.length()) return false;
        for (int i = 0; i < prefix.length(); i++) {
            if (file[utf8 + 3 + i] != prefix.charAt(i)) return false;
        }
        return true;
    }

    private int fields() {
        return poolEnd + 8 + 2 * u2(poolEnd + 6);
    }

    /** Where the slot begins; where the fields end, if there is none, as a negative number. */
    private int find() {
        int at = fields() + 2;
        for (int n = u2(fields()); n > 0; n--) {
            int name = constants[u2(at + 2)];
            if (isUtf8(name, NAME_BYTES) && u2(at) == PRIVATE_TRANSIENT_SYNTHETIC) return at;
            at = afterField(at);
        }
        return -at;
    }

    private int afterField(int field) {
        int at = field + FIELD_LENGTH;
        for (int n = u2(field + 6); n > 0; n--) at += 6 + u4(at + 2);
        return at;
    }

    private boolean isUtf8(int constant, byte[] text) {
        int from = constant + 3;
        return file[constant] == UTF8 && u2(constant + 1) == text.length && Arrays.equals(file, from, from + text.length, text, 0, text.length);
    }

    private byte[] added() {
        int end = -find();
        if (end < 0 || constants.length + 2 > MOST || u2(fields()) == MOST) return null;
        int more = 6 + NAME_BYTES.length + TYPE_BYTES.length;
        byte[] out = new byte[file.length + more + FIELD_LENGTH];
        System.arraycopy(file, 0, out, 0, poolEnd);
        put(out, POOL_COUNT, constants.length + 2);
        utf8(out, utf8(out, poolEnd, NAME_BYTES), TYPE_BYTES);
        System.arraycopy(file, poolEnd, out, poolEnd + more, end - poolEnd);
        put(out, fields() + more, u2(fields()) + 1);
        put(out, end + more, PRIVATE_TRANSIENT_SYNTHETIC);
        put(out, end + more + 2, constants.length);
        put(out, end + more + 4, constants.length + 1);
        System.arraycopy(file, end, out, end + more + FIELD_LENGTH, file.length - end);
        return out;
    }

    private static int utf8(byte[] out, int at, byte[] text) {
        out[at] = UTF8;
        put(out, at + 1, text.length);
        System.arraycopy(text, 0, out, at + 3, text.length);
        return at + 3 + text.length;
    }

    private byte[] removed() {
        int at = find();
        if (at < 0) return file;
        int end = afterField(at);
        int last = constants.length - 1;
        // the VM puts constants in another order; there they stay
        boolean ours = last >= 2 && constants[last] != 0 && constants[last - 1] != 0
                && isUtf8(constants[last], TYPE_BYTES) && isUtf8(constants[last - 1], NAME_BYTES);
        int less = ours ? poolEnd - constants[last - 1] : 0;
        byte[] out = new byte[file.length - less - (end - at)];
        System.arraycopy(file, 0, out, 0, poolEnd - less);
        if (ours) put(out, POOL_COUNT, constants.length - 2);
        System.arraycopy(file, poolEnd, out, poolEnd - less, at - poolEnd);
        put(out, fields() - less, u2(fields()) - 1);
        System.arraycopy(file, end, out, at - less, file.length - end);
        return out;
    }

    private int u2(int at) {
        return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
    }

    private int u4(int at) {
        return u2(at) << 16 | u2(at + 2);
    }

    private static void put(byte[] out, int at, int value) {
        out[at] = (byte) (value >> 8);
        out[at + 1] = (byte) value;
    }
}
