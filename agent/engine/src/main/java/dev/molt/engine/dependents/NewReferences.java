package dev.molt.engine.dependents;

import dev.molt.engine.classfile.Guard;
import dev.molt.engine.classfile.MalformedClassFileException;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;

/** A quick look at two constant pools (JVMS 4.4): does a new version refer to anything that the loaded one does not? */
final class NewReferences {
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
        return !Guard.read(loaded, NewReferences::references).containsAll(Guard.read(next, NewReferences::references));
    }

    private static Set<String> references(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        char[] buffer = new char[reader.getMaxStringLength()];
        Set<String> references = new HashSet<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
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
