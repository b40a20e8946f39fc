package dev.molt.test.compile;

import java.util.Arrays;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Whether two class files are the same, but for one thing: the constructor of an anonymous class has its parameters from that of the superclass,
 * and their names too when the superclass is compiled along with it. From a class file, javac 17 takes {@code arg0}. These names stand in the
 * debug information alone, of a constructor that nobody wrote.
 */
final class SameClass {
    private SameClass() {}

    static boolean test(byte[] one, byte[] other) {
        return Arrays.equals(one, other) || Arrays.equals(withoutTheNames(one), withoutTheNames(other));
    }

    private static byte[] withoutTheNames(byte[] file) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(file).accept(new ClassVisitor(Opcodes.ASM9, writer) {
            private boolean anonymous;

            @Override
            public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
                super.visit(version, access, name, signature, superName, interfaces);
                anonymous = name.matches(".*\\$\\d+");
            }

            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
                if (!anonymous || !name.equals("<init>")) return next;
                return new MethodVisitor(Opcodes.ASM9, next) {
                    @Override
                    public void visitLocalVariable(String variable, String type, String generic, Label start, Label end, int index) {
                        super.visitLocalVariable("v" + index, type, generic, start, end, index);
                    }
                };
            }
        }, 0);
        return writer.toByteArray();
    }
}
