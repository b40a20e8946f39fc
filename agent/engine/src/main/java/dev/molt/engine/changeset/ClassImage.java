package dev.molt.engine.changeset;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;

/** A class file and what it says. */
public record ClassImage(byte[] bytes, ClassFile file) {

    /** Parses the bytes. */
    public static ClassImage of(byte[] bytes) throws MalformedClassFileException {
        return new ClassImage(bytes, ClassFile.parse(bytes));
    }

    /** Whether both are the same class to the VM. */
    public boolean sameAs(ClassImage other) {
        return file.hash().equals(other.file.hash());
    }

    /** Whether a redefinition would find no difference: the same but for what the VM keeps of the first version for ever. */
    public boolean redefinesTo(ClassImage other) {
        return file.effectiveHash().equals(other.file.effectiveHash());
    }

    @Override
    public String toString() {
        return file.name() + " " + file.hash();
    }
}
