package dev.molt.engine.classfile;

import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.TypePath;

/** Writes the values of annotations into a buffer. One instance serves any number of annotations, one after the other. */
final class AnnotationCanon extends AnnotationVisitor {
    private final Canon out;

    AnnotationCanon(Canon out) {
        super(Opcodes.ASM9);
        this.out = out;
    }

    AnnotationVisitor annotation(String descriptor) {
        out.u1('@').text(descriptor);
        return this;
    }

    AnnotationVisitor typeAnnotation(int typeRef, TypePath path, String descriptor) {
        out.u1('t').u4(typeRef).text(path == null ? null : path.toString()).text(descriptor);
        return this;
    }

    AnnotationVisitor parameterAnnotation(int parameter, String descriptor) {
        out.u1('p').u1(parameter).text(descriptor);
        return this;
    }

    AnnotationVisitor defaultValue() {
        out.u1('=');
        return this;
    }

    @Override
    public void visit(String name, Object value) {
        out.text(name);
        if (value.getClass().isArray()) {
            int length = java.lang.reflect.Array.getLength(value);
            out.u1('[').u2(length);
            for (int i = 0; i < length; i++) out.constant(java.lang.reflect.Array.get(value, i));
        } else {
            out.constant(value);
        }
    }

    @Override
    public void visitEnum(String name, String descriptor, String value) {
        out.text(name).u1('e').text(descriptor).text(value);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String name, String descriptor) {
        out.text(name).u1('@').text(descriptor);
        return this;
    }

    @Override
    public AnnotationVisitor visitArray(String name) {
        out.text(name).u1('[');
        return this;
    }

    @Override
    public void visitEnd() {
        out.u1('.');
    }
}
