package dev.molt.engine.dependents;

import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Collects what an annotation refers to: element names, classes, enum constants and nested annotations. */
final class AnnotationReferences extends AnnotationVisitor {
    private final Collector out;
    private final String owner;

    private AnnotationReferences(Collector out, String owner) {
        super(Opcodes.ASM9);
        this.out = out;
        this.owner = owner;
    }

    static AnnotationVisitor of(Collector out, String descriptor) {
        out.descriptor(ReferenceKind.ANNOTATION, descriptor);
        return new AnnotationReferences(out, internalName(descriptor));
    }

    /** The default value of an element: it has no annotation around it. */
    static AnnotationVisitor ofDefault(Collector out) {
        return new AnnotationReferences(out, null);
    }

    private static String internalName(String descriptor) {
        boolean isClass = descriptor.startsWith("L") && descriptor.endsWith(";");
        return isClass ? descriptor.substring(1, descriptor.length() - 1) : descriptor;
    }

    private void element(String name) {
        if (owner != null && name != null) out.member(ReferenceKind.ANNOTATION_ELEMENT, owner, name, "", true);
    }

    @Override
    public void visit(String name, Object value) {
        element(name);
        if (value instanceof Type type) out.descriptor(ReferenceKind.CLASS_CONSTANT, type.getDescriptor());
    }

    @Override
    public void visitEnum(String name, String descriptor, String value) {
        element(name);
        out.member(ReferenceKind.ANNOTATION_ENUM, internalName(descriptor), value, descriptor, false);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String name, String descriptor) {
        element(name);
        return of(out, descriptor);
    }

    @Override
    public AnnotationVisitor visitArray(String name) {
        element(name);
        return new AnnotationReferences(out, null);
    }
}
