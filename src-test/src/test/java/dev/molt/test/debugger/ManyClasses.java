package dev.molt.test.debugger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Classes with a number each, and one that adds them up. */
record ManyClasses(int count) {
    static final String ALL = "many.All";

    private static String name(int i) {
        return "many/C" + i;
    }

    /** Binary names of some of them. */
    String[] names(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> name(i).replace('/', '.')).toArray(String[]::new);
    }

    /** Writes the version with this number in each. From 1000 on the number is in a method of its own, which the version before lacks. */
    void write(Path folder, int number) throws IOException {
        Files.createDirectories(folder.resolve("many"));
        for (int i = 0; i < count; i++) Files.write(folder.resolve(name(i) + ".class"), one(name(i), number));
        Files.write(folder.resolve("many/All.class"), all());
    }

    private static byte[] one(String name, int number) {
        ClassWriter writer = open(name);
        MethodVisitor n = method(writer, "n", "()I");
        if (number >= 1000) n.visitMethodInsn(Opcodes.INVOKESTATIC, name, "added", "()I", false);
        else n.visitIntInsn(Opcodes.SIPUSH, number);
        close(n);
        if (number >= 1000) {
            MethodVisitor added = method(writer, "added", "()I");
            added.visitIntInsn(Opcodes.SIPUSH, number);
            close(added);
        }
        return writer.toByteArray();
    }

    private byte[] all() {
        ClassWriter writer = open("many/All");
        MethodVisitor sum = method(writer, "sum", "()I");
        sum.visitInsn(Opcodes.ICONST_0);
        for (int i = 0; i < count; i++) {
            sum.visitMethodInsn(Opcodes.INVOKESTATIC, name(i), "n", "()I", false);
            sum.visitInsn(Opcodes.IADD);
        }
        close(sum);
        return writer.toByteArray();
    }

    private static ClassWriter open(String name) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, "java/lang/Object", null);
        return writer;
    }

    private static MethodVisitor method(ClassWriter writer, String name, String descriptor) {
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, descriptor, null, null);
        method.visitCode();
        return method;
    }

    private static void close(MethodVisitor method) {
        method.visitInsn(Opcodes.IRETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }
}
