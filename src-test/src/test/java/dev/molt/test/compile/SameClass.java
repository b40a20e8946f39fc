package dev.molt.test.compile;

import java.util.Arrays;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Whether two class files are the same, but for what javac takes from a superclass if it compiles that from its source, and does not find in the
 * superclass's class file. Both stand in methods that nobody wrote, and no instruction reads them:
 * <ul>
 *   <li>the names of the parameters of an anonymous class's constructor, which javac 17 calls {@code arg0} else, in the debug information;
 *   <li>whether a parameter of such a constructor, or of a bridge, is {@code final}, which javac 25 writes into {@code MethodParameters} (JVMS 4.7.24).
 * </ul>
 */
final class SameClass {
    private SameClass() {}

    static boolean test(byte[] one, byte[] other) {
        return Arrays.equals(one, other) || Arrays.equals(withoutTheSuperclass(one), withoutTheSuperclass(other));
    }

    private static byte[] withoutTheSuperclass(byte[] file) {
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
                boolean numbered = anonymous && name.equals("<init>");
                boolean bridge = (access & Opcodes.ACC_BRIDGE) != 0;
                if (!numbered && !bridge) return next;
                return new MethodVisitor(Opcodes.ASM9, next) {
                    @Override
                    public void visitLocalVariable(String variable, String type, String generic, Label start, Label end, int index) {
                        super.visitLocalVariable(numbered ? "v" + index : variable, type, generic, start, end, index);
                    }

                    @Override
                    public void visitParameter(String parameter, int flags) {
                        super.visitParameter(numbered ? null : parameter, flags & ~Opcodes.ACC_FINAL);
                    }
                };
            }
        }, 0);
        return writer.toByteArray();
    }
}
