package dev.molt.engine.vm;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes class files that a redefinition must refuse; by hand, since one is written each time that a class is read.
 *
 * <p>HotSpot's {@code redefineClasses} and {@code retransformClasses} are atomic and compare schemas before they touch anything, so a
 * class file with a strange field ends the call with an {@link UnsupportedOperationException} and no effect. Agents that come
 * after us in the chain see a well-formed, empty class.
 */
public final class SchemaBreaker {
    private static final int JAVA_8 = 52;
    private static final int ACC_PUBLIC = 1;
    private static final int ACC_STATIC = 8;
    private static final int ACC_SUPER = 0x20;
    private static final int ACC_SYNTHETIC = 0x1000;

    private SchemaBreaker() {}

    public static byte[] classFile(String internalName) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0xCAFEBABE);
            out.writeInt(JAVA_8);
            out.writeShort(7);
            utf8(out, internalName);
            type(out, 1);
            utf8(out, "java/lang/Object");
            type(out, 3);
            utf8(out, "molt$only$reading");
            utf8(out, "I");
            out.writeShort(ACC_PUBLIC | ACC_SUPER);
            out.writeShort(2);
            out.writeShort(4);
            out.writeShort(0);
            out.writeShort(1);
            out.writeShort(ACC_STATIC | ACC_SYNTHETIC);
            out.writeShort(5);
            out.writeShort(6);
            out.writeShort(0);
            out.writeShort(0);
            out.writeShort(0);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written", e);
        }
        return bytes.toByteArray();
    }

    private static void utf8(DataOutputStream out, String text) throws IOException {
        out.writeByte(1);
        out.writeUTF(text);
    }

    private static void type(DataOutputStream out, int name) throws IOException {
        out.writeByte(7);
        out.writeShort(name);
    }
}
