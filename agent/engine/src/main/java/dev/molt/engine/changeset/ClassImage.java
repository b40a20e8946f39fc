package dev.molt.engine.changeset;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.protocol.report.Finding;
import java.util.Optional;
import java.util.function.Consumer;

/** A class file and what it says. */
public record ClassImage(byte[] bytes, ClassFile file) {

    /** Parses the bytes. */
    public static ClassImage of(byte[] bytes) throws MalformedClassFileException {
        return new ClassImage(bytes, ClassFile.parse(bytes));
    }

    /** Parses the bytes, which have to hold the class of that name; a problem is told as a refusal. */
    static Optional<ClassImage> named(String name, byte[] bytes, Consumer<Finding> problems) {
        try {
            ClassImage image = of(bytes);
            if (image.file.name().equals(name)) return Optional.of(image);
            problems.accept(Finding.refusal(name, null, null, "the class file holds " + image.file.name(), "put it where its name says"));
        } catch (MalformedClassFileException e) {
            problems.accept(Finding.refusal(name, null, null, e.getMessage(), "compile it again"));
        }
        return Optional.empty();
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
