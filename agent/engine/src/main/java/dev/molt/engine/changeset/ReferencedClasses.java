package dev.molt.engine.changeset;

import dev.molt.engine.classfile.Guard;
import dev.molt.engine.classfile.MalformedClassFileException;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;

/** The class names in a class file's constant pool (JVMS 4.4.1). */
public final class ReferencedClasses {
    private static final int CONSTANT_CLASS = 7;

    private ReferencedClasses() {}

    /** Empty for a class file whose pool can't be read, which the checks that follow tell. */
    public static Set<String> of(byte[] classFile) {
        try {
            return Guard.read(classFile, ReferencedClasses::read);
        } catch (MalformedClassFileException e) {
            return Set.of();
        }
    }

    private static Set<String> read(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        char[] buffer = new char[reader.getMaxStringLength()];
        Set<String> names = new HashSet<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at == 0 || reader.readByte(at - 1) != CONSTANT_CLASS) continue;
            String name = reader.readUTF8(at, buffer);
            names.add((name.startsWith("[") ? name.replaceAll("^\\[+L?|;$", "") : name).replace('/', '.'));
        }
        return names;
    }
}
