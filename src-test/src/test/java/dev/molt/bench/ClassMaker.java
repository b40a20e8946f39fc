package dev.molt.bench;

import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.ByteCodeAppender;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Makes classes for benchmarks: about 4 KB and 380 constants each, methods that calculate with texts, numbers, fields and the JDK, and
 * no two classes alike.
 */
final class ClassMaker {
    private static final int METHODS = 12;
    private static final int STATEMENTS = 6;
    private static final int FIELDS = 4;
    private static final String ADDED = "added";
    private static final String OBJECT_TO_INT = "(I)I";

    /** JDK methods from one or two ints to an int, for original code and for code of which every constant is new. */
    private static final List<String> CALLS = List.of("Math.max/2", "Integer.bitCount/1", "Math.min/2", "Integer.reverse/1", "Integer.sum/2",
            "Integer.highestOneBit/1", "Integer.compare/2", "Integer.signum/1", "Integer.rotateLeft/2", "Math.abs/1");
    private static final List<String> OTHER_CALLS = List.of("Integer.max/2", "Integer.reverseBytes/1", "Integer.min/2",
            "Integer.lowestOneBit/1", "Integer.rotateRight/2", "Integer.numberOfLeadingZeros/1", "Integer.compareUnsigned/2",
            "Integer.numberOfTrailingZeros/1", "Integer.divideUnsigned/2", "Integer.hashCode/1");

    private final String name;
    private final int number;
    private final Version version;

    private ClassMaker(String name, int number, Version version) {
        this.name = name;
        this.number = number;
        this.version = version;
    }

    /** Which code a class is to have. */
    enum Version {
        ORIGINAL,
        /** One text and one number of one method are other ones. */
        SMALL_EDIT,
        /** Every text, every number and every JDK method is another one; the shape is the same. */
        ALL_NEW,
        /** The small edit, and a field and a method more, both of them used. */
        GROWN
    }

    /**
     * A class file.
     *
     * @param otherOrder writes the methods in another order, as another compiler may, so that the constant pool has another one, too
     */
    static byte[] make(String name, int number, Version version, boolean otherOrder) {
        return new ClassMaker(name, number, version).make(otherOrder);
    }

    private byte[] make(boolean otherOrder) {
        DynamicType.Builder<?> builder = new ByteBuddy(ClassFileVersion.JAVA_V17).with(TypeValidation.DISABLED).subclass(Object.class).name(name);
        for (int f = 0; f < FIELDS; f++) builder = builder.defineField("f" + f, int.class, Visibility.PRIVATE);
        if (version == Version.GROWN) {
            builder = builder.defineField(ADDED, int.class, Visibility.PRIVATE);
            builder = builder.defineMethod(ADDED, int.class, Visibility.PRIVATE).withParameters(int.class)
                    .intercept(new Implementation.Simple(this::count));
        }
        for (int i = 0; i < METHODS; i++) {
            int m = otherOrder ? METHODS - 1 - i : i;
            builder = builder.defineMethod("m" + m, int.class, Visibility.PUBLIC).withParameters(int.class)
                    .intercept(new Implementation.Simple(body(m)));
        }
        try (DynamicType.Unloaded<?> made = builder.visit(new SourceFile(name)).make()) {
            return made.getBytes();
        }
    }

    private ByteCodeAppender body(int method) {
        return (code, context, instrumented) -> {
            code.visitInsn(Opcodes.ICONST_1);
            code.visitVarInsn(Opcodes.ISTORE, 2);
            for (int s = 0; s < STATEMENTS; s++) statement(code, method, s);
            code.visitVarInsn(Opcodes.ILOAD, 2);
            if (version == Version.GROWN && method == 0) {
                code.visitVarInsn(Opcodes.ALOAD, 0);
                code.visitVarInsn(Opcodes.ILOAD, 1);
                code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, name.replace('.', '/'), ADDED, OBJECT_TO_INT, false);
                code.visitInsn(Opcodes.IADD);
            }
            code.visitInsn(Opcodes.IRETURN);
            return new ByteCodeAppender.Size(5, 3);
        };
    }

    /** {@code return added += argument}. */
    private ByteCodeAppender.Size count(MethodVisitor code, Implementation.Context context, MethodDescription instrumented) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.DUP);
        code.visitFieldInsn(Opcodes.GETFIELD, name.replace('.', '/'), ADDED, "I");
        code.visitVarInsn(Opcodes.ILOAD, 1);
        code.visitInsn(Opcodes.IADD);
        code.visitInsn(Opcodes.DUP_X1);
        code.visitFieldInsn(Opcodes.PUTFIELD, name.replace('.', '/'), ADDED, "I");
        code.visitInsn(Opcodes.IRETURN);
        return new ByteCodeAppender.Size(3, 2);
    }

    /** {@code s = sum + "text".length() ^ number; sum = call(s[, argument]) + s * 31}, and now and then something with a field behind a branch. */
    private void statement(MethodVisitor code, int method, int statement) {
        int line = 10 + method * (STATEMENTS + 3) + statement;
        Label start = new Label();
        code.visitLabel(start);
        code.visitLineNumber(line, start);
        code.visitVarInsn(Opcodes.ILOAD, 2);
        code.visitLdcInsn(text(method, statement));
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "length", "()I", false);
        code.visitInsn(Opcodes.IADD);
        code.visitLdcInsn(number(method, statement));
        code.visitInsn(Opcodes.IXOR);
        List<String> calls = version == Version.ALL_NEW ? OTHER_CALLS : CALLS;
        code.visitInsn(Opcodes.DUP);
        call(code, calls.get((method * STATEMENTS + statement + number) % calls.size()));
        code.visitInsn(Opcodes.SWAP);
        code.visitIntInsn(Opcodes.BIPUSH, 31);
        code.visitInsn(Opcodes.IMUL);
        code.visitInsn(Opcodes.IADD);
        code.visitVarInsn(Opcodes.ISTORE, 2);
        if (statement % 3 == 1) field(code, "f" + (method + statement) % FIELDS);
    }

    private static void call(MethodVisitor code, String call) {
        int dot = call.indexOf('.');
        int slash = call.indexOf('/');
        boolean two = call.endsWith("2");
        if (two) {
            code.visitVarInsn(Opcodes.ILOAD, 1);
            code.visitInsn(Opcodes.ICONST_1);
            code.visitInsn(Opcodes.IOR);
        }
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/" + call.substring(0, dot), call.substring(dot + 1, slash),
                two ? "(II)I" : OBJECT_TO_INT, false);
    }

    private void field(MethodVisitor code, String field) {
        String internal = name.replace('.', '/');
        Label skip = new Label();
        code.visitVarInsn(Opcodes.ILOAD, 2);
        code.visitJumpInsn(Opcodes.IFGE, skip);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ILOAD, 2);
        code.visitFieldInsn(Opcodes.PUTFIELD, internal, field, "I");
        code.visitLabel(skip);
        code.visitFrame(Opcodes.F_FULL, 3, new Object[] {internal, Opcodes.INTEGER, Opcodes.INTEGER}, 0, new Object[0]);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, internal, field, "I");
        code.visitVarInsn(Opcodes.ILOAD, 2);
        code.visitInsn(Opcodes.IADD);
        code.visitVarInsn(Opcodes.ISTORE, 2);
    }

    private boolean isEdited(int method, int statement) {
        return version == Version.ALL_NEW || version != Version.ORIGINAL && method == 0 && statement == 2;
    }

    private String text(int method, int statement) {
        return (isEdited(method, statement) ? "new " : "old ") + method + "/" + statement + " " + Integer.toString(number, 36);
    }

    private int number(int method, int statement) {
        int own = 1 << 20 | number * 1009 + method * 31 + statement;
        return isEdited(method, statement) ? own ^ 0x5A5A_0000 : own;
    }
}
