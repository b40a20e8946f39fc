package dev.molt.engine.dependents;

import dev.molt.engine.classfile.Guard;
import dev.molt.engine.classfile.MalformedClassFileException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;

/** A quick look at two constant pools (JVMS 4.4): does a new version refer to anything that the loaded one does not? */
final class NewReferences {
    /** Where the first constant is. */
    private static final int POOL = 10;
    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int DYNAMIC = 17;
    private static final int INVOKE_DYNAMIC = 18;

    private NewReferences() {}

    static boolean any(byte[] loaded, byte[] next) throws MalformedClassFileException {
        ClassReader old = Guard.read(loaded, ClassReader::new);
        return Guard.read(next, bytes -> anyIn(new ClassReader(bytes), bytes, old, loaded));
    }

    private static boolean anyIn(ClassReader reader, byte[] bytes, ClassReader old, byte[] loaded) {
        // Mostly the new pool is the old one and something behind it.
        boolean grown = reader.getItemCount() >= old.getItemCount() && reader.header >= old.header
                && Arrays.equals(loaded, POOL, old.header, bytes, POOL, old.header);
        Set<String> now = references(reader, grown ? old.getItemCount() : 1);
        return !now.isEmpty() && !references(old, 1).containsAll(now);
    }

    private static Set<String> references(ClassReader reader, int first) {
        char[] buffer = new char[reader.getMaxStringLength()];
        Set<String> references = new HashSet<>();
        for (int i = first; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at == 0) continue;
            int tag = reader.readByte(at - 1);
            switch (tag) {
                case CLASS, METHOD_TYPE -> references.add(tag + reader.readUTF8(at, buffer));
                case FIELD, METHOD, INTERFACE_METHOD -> references.add(tag + member(reader, at, buffer));
                case METHOD_HANDLE -> references.add(tag + "." + reader.readByte(at)
                        + member(reader, reader.getItem(reader.readUnsignedShort(at + 1)), buffer));
                case DYNAMIC, INVOKE_DYNAMIC -> references.add(tag + nameAndType(reader, at, buffer));
                default -> { }
            }
        }
        return references;
    }

    private static String member(ClassReader reader, int at, char[] buffer) {
        return reader.readClass(at, buffer) + "." + nameAndType(reader, at, buffer);
    }

    private static String nameAndType(ClassReader reader, int at, char[] buffer) {
        int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
        return reader.readUTF8(nameAndType, buffer) + reader.readUTF8(nameAndType + 2, buffer);
    }
}
