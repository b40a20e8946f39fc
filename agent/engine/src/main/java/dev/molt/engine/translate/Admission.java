package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.dependents.World;
import java.util.Arrays;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Which superinterfaces the VM lets a new class have: a sealed one that it has loaded permits whom it permitted then (JVMS 5.3.5). The
 * class has the others to the program alone.
 */
public final class Admission {
    private Admission() {}

    /** The class without the superinterfaces that the VM would not let it have; itself where there are none. */
    public static ClassFile of(ClassFile added, byte[] bytes, World physical) {
        if (added.interfaces().stream().allMatch(type -> permits(physical.lookup(type), added))) return added;
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes).accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
                String[] left = Arrays.stream(interfaces).filter(type -> permits(physical.lookup(type), added)).toArray(String[]::new);
                super.visit(version, access, name, signature, superName, left);
            }
        }, 0);
        try {
            return ClassFile.parse(writer.toByteArray());
        } catch (MalformedClassFileException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static boolean permits(ClassFile type, ClassFile added) {
        return type == null || type.permittedSubclasses().isEmpty() || type.permittedSubclasses().contains(added.internalName());
    }
}
