package dev.molt.engine.changeset;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Members that another agent has added to a class when it was loaded. */
final class AgentMembers {
    private AgentMembers() {}

    /** Whether an agent has given the loaded class a static field, and would give it to the new version, too. */
    static boolean keepState(ClassFile loaded, ClassFile plain, ClassFile instrumented) {
        for (Field f : loaded.fields()) {
            if ((f.access() & Opcodes.ACC_STATIC) != 0 && added(plain, instrumented, f)) return true;
        }
        return false;
    }

    private static boolean added(ClassFile plain, ClassFile instrumented, Field f) {
        return plain.field(f.name(), f.descriptor()) == null && instrumented.field(f.name(), f.descriptor()) != null;
    }

    /** The plain class with the agent's members as the loaded class has them, so that the VM finds the shape that it knows. */
    static byte[] carriedOver(ClassImage plain, byte[] loaded, ClassFile instrumented) {
        ClassReader next = new ClassReader(plain.bytes());
        ClassWriter writer = new ClassWriter(next, 0);
        next.accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visitEnd() {
                new ClassReader(loaded).accept(new Missing(writer, plain.file(), instrumented), 0);
                super.visitEnd();
            }
        }, 0);
        return writer.toByteArray();
    }

    /** Passes on only the members that the plain class lacks and the instrumented one has. */
    private static final class Missing extends ClassVisitor {
        private final ClassVisitor to;
        private final ClassFile plain;
        private final ClassFile instrumented;

        Missing(ClassVisitor to, ClassFile plain, ClassFile instrumented) {
            super(Opcodes.ASM9);
            this.to = to;
            this.plain = plain;
            this.instrumented = instrumented;
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            boolean agents = plain.field(name, descriptor) == null && instrumented.field(name, descriptor) != null;
            return agents ? to.visitField(access, name, descriptor, signature, value) : null;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            boolean agents = plain.method(name, descriptor) == null && instrumented.method(name, descriptor) != null;
            return agents ? to.visitMethod(access, name, descriptor, signature, exceptions) : null;
        }
    }
}
