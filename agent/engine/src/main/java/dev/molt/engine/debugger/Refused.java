package dev.molt.engine.debugger;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** The class file for a redefinition that has to fail: the loaded class with one more field, to which the VM says that the schema changes. */
final class Refused {
    private static final String FIELD = "molt$refused";

    private Refused() {}

    static byte[] of(byte[] loaded) {
        ClassReader reader = new ClassReader(loaded);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visitEnd() {
                boolean isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
                int access = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | (isInterface ? Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL : Opcodes.ACC_PRIVATE);
                visitField(access, FIELD, "I", null, null).visitEnd();
                super.visitEnd();
            }
        }, 0);
        return writer.toByteArray();
    }
}
