package dev.molt.engine.dependents;

import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.TypePath;

/** Collects what a method refers to. */
final class CodeReferences extends MethodVisitor {
    private final Collector out;

    CodeReferences(Collector out) {
        super(Opcodes.ASM9);
        this.out = out;
    }

    @Override
    public void visitLineNumber(int line, Label start) {
        out.line(line);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        out.type(switch (opcode) {
            case Opcodes.NEW -> ReferenceKind.NEW;
            case Opcodes.ANEWARRAY -> ReferenceKind.ARRAY;
            case Opcodes.CHECKCAST -> ReferenceKind.CAST;
            default -> ReferenceKind.INSTANCEOF;
        }, type);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        out.descriptor(ReferenceKind.ARRAY, descriptor);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        out.member(switch (opcode) {
            case Opcodes.GETFIELD -> ReferenceKind.READ_FIELD;
            case Opcodes.PUTFIELD -> ReferenceKind.WRITE_FIELD;
            case Opcodes.GETSTATIC -> ReferenceKind.READ_STATIC;
            default -> ReferenceKind.WRITE_STATIC;
        }, owner, name, descriptor, false);
        out.memberDescriptor(descriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        out.member(switch (opcode) {
            case Opcodes.INVOKEVIRTUAL -> ReferenceKind.CALL_VIRTUAL;
            case Opcodes.INVOKESPECIAL -> ReferenceKind.CALL_SPECIAL;
            case Opcodes.INVOKESTATIC -> ReferenceKind.CALL_STATIC;
            default -> ReferenceKind.CALL_INTERFACE;
        }, owner, name, descriptor, isInterface);
        out.memberDescriptor(descriptor);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        out.methodType(descriptor);
        out.handle(bootstrap);
        for (Object argument : arguments) out.constant(argument);
    }

    @Override
    public void visitLdcInsn(Object value) {
        out.constant(value);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
        out.type(ReferenceKind.CATCH, type);
    }

    @Override
    public AnnotationVisitor visitAnnotationDefault() {
        return AnnotationReferences.ofDefault(out);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return AnnotationReferences.of(out, descriptor);
    }

    @Override
    public AnnotationVisitor visitTypeAnnotation(int typeRef, TypePath path, String descriptor, boolean visible) {
        return AnnotationReferences.of(out, descriptor);
    }

    @Override
    public AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean visible) {
        return AnnotationReferences.of(out, descriptor);
    }
}
