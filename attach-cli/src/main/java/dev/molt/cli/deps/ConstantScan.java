package dev.molt.cli.deps;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds where the value of a constant stands in a class file. A compiler copies the value and leaves no name (JLS 13.1), so that this is the
 * most that a class file can tell: who has the value may have it from the constant, and may have it from elsewhere.
 */
final class ConstantScan extends ClassVisitor {
    private static final int API = Opcodes.ASM9;

    private final Object value;
    private final List<String> places = new ArrayList<>();

    private ConstantScan(Object value) {
        super(API);
        this.value = value;
    }

    /** The value of a compile-time constant, by its field's {@code ConstantValue} (JVMS 4.7.2); null where the class has no such constant. */
    static Object valueOf(byte[] classFile, String field) {
        Object[] found = new Object[1];
        new ClassReader(classFile).accept(new ClassVisitor(API) {
            @Override
            public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object constant) {
                if (name.equals(field) && (access & Opcodes.ACC_STATIC) != 0) found[0] = constant;
                return null;
            }
        }, ClassReader.SKIP_CODE);
        return found[0];
    }

    /** Where the value stands: {@code total, line 31}, or the name of a field. */
    static List<String> places(byte[] classFile, Object value) {
        ConstantScan scan = new ConstantScan(value);
        new ClassReader(classFile).accept(scan, ClassReader.SKIP_FRAMES);
        return scan.places.stream().distinct().toList();
    }

    private void look(Object found, String place) {
        if (value.equals(found)) places.add(place);
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object constant) {
        look(constant, name);
        return null;
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return new Values("an annotation");
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        return new Code(name);
    }

    /** Values of an annotation. */
    private final class Values extends AnnotationVisitor {
        private final String place;

        Values(String place) {
            super(API);
            this.place = place;
        }

        @Override
        public void visit(String name, Object given) {
            look(given, place);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String name, String descriptor) {
            return this;
        }

        @Override
        public AnnotationVisitor visitArray(String name) {
            return this;
        }
    }

    /** Constants in code, in each form that a compiler writes them in. */
    private final class Code extends MethodVisitor {
        private final String method;
        private int line;

        Code(String method) {
            super(API);
            this.method = method;
        }

        private void found(Object constant) {
            look(constant, method + (line == 0 ? "" : ", line " + line));
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return new Values("an annotation of " + method);
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = number;
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) found(opcode - Opcodes.ICONST_0);
            else if (opcode == Opcodes.LCONST_0 || opcode == Opcodes.LCONST_1) found((long) (opcode - Opcodes.LCONST_0));
            else if (opcode >= Opcodes.FCONST_0 && opcode <= Opcodes.FCONST_2) found((float) (opcode - Opcodes.FCONST_0));
            else if (opcode == Opcodes.DCONST_0 || opcode == Opcodes.DCONST_1) found((double) (opcode - Opcodes.DCONST_0));
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode != Opcodes.NEWARRAY) found(operand);
        }

        @Override
        public void visitIincInsn(int variable, int increment) {
            found(increment);
        }

        @Override
        public void visitTableSwitchInsn(int least, int most, Label otherwise, Label... labels) {
            for (int key = least; key <= most; key++) {
                if (labels[key - least] != otherwise) found(key);
            }
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
            for (int key : keys) found(key);
        }

        @Override
        public void visitLdcInsn(Object constant) {
            found(constant);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            // The text of a string concatenation has its constants in it.
            for (Object argument : arguments) {
                if (value instanceof String text && !text.isEmpty() && argument instanceof String recipe && recipe.contains(text)) found(value);
            }
        }
    }
}
