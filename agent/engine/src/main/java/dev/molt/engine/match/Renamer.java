package dev.molt.engine.match;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Writes class files with other names. */
final class Renamer extends Remapper {
    private static final int UTF8 = 1;

    private final Map<String, String> types;
    private final Map<String, String> methods;
    private final Set<String> methodNames = new HashSet<>();
    private boolean renamed;

    /**
     * @param types internal names
     * @param methods names of methods by {@link Thing#key()}
     */
    Renamer(Map<String, String> types, Map<String, String> methods) {
        super(Opcodes.ASM9);
        this.types = types;
        this.methods = methods;
        for (String key : methods.keySet()) methodNames.add(key.substring(key.indexOf('.') + 1, key.indexOf('(')));
    }

    /** The class file with the new names; the given array where it holds none of the old ones. */
    byte[] rename(byte[] file) {
        if (!isConcerned(file)) return file;
        ClassWriter writer = new ClassWriter(0);
        renamed = false;
        new ClassReader(file).accept(new ClassRemapper(writer, this), 0);
        return renamed ? writer.toByteArray() : file;
    }

    /** A look at the constants alone. */
    private boolean isConcerned(byte[] file) {
        ClassReader reader = new ClassReader(file);
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at != 0 && file[at - 1] == UTF8 && isConcerned(text(reader, at))) return true;
        }
        return false;
    }

    /** Descriptors and signatures hold names of classes that have no constant of their own. */
    private boolean isConcerned(String text) {
        if (text.indexOf('$') < 0) return false;
        if (methodNames.contains(text)) return true;
        for (String type : types.keySet()) {
            if (text.contains(type)) return true;
        }
        return false;
    }

    private static String text(ClassReader reader, int at) {
        int length = reader.readUnsignedShort(at);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte) reader.readByte(at + 2 + i);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String map(String type) {
        String name = types.get(type);
        if (name == null) return type;
        renamed = true;
        return name;
    }

    @Override
    public String mapMethodName(String owner, String name, String descriptor) {
        String other = methods.get(Thing.key(owner, name, descriptor));
        if (other == null) return name;
        renamed = true;
        return other;
    }
}
