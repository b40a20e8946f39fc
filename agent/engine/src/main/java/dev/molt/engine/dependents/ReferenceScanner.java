package dev.molt.engine.dependents;

import dev.molt.engine.classfile.Descriptors;
import dev.molt.engine.classfile.Guard;
import dev.molt.engine.classfile.MalformedClassFileException;
import java.util.List;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.TypePath;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** Reads all references of a class file, in one pass. */
public final class ReferenceScanner extends ClassVisitor {
    private final Collector out = new Collector();
    private final CodeReferences code = new CodeReferences(out);
    private final Types types = new Types();
    private String name;
    private String superName;
    private List<String> interfaces = List.of();

    private ReferenceScanner() {
        super(Opcodes.ASM9);
    }

    /**
     * All references of a class, with their lines.
     *
     * @throws MalformedClassFileException when the bytes are malformed
     */
    public static ClassReferences scan(byte[] bytes) throws MalformedClassFileException {
        return Guard.read(bytes, b -> {
            ReferenceScanner scanner = new ReferenceScanner();
            new ClassReader(b).accept(scanner, ClassReader.SKIP_FRAMES);
            return new ClassReferences(scanner.name, scanner.superName, scanner.interfaces, scanner.out.references);
        });
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        this.name = name;
        this.superName = superName;
        this.interfaces = List.of(interfaces);
        out.type(ReferenceKind.EXTENDS, superName);
        for (String type : interfaces) out.type(ReferenceKind.IMPLEMENTS, type);
        signature(signature);
    }

    @Override
    public void visitNestHost(String host) {
        out.type(ReferenceKind.NEST, host);
    }

    @Override
    public void visitNestMember(String member) {
        out.type(ReferenceKind.NEST, member);
    }

    @Override
    public void visitPermittedSubclass(String subclass) {
        out.type(ReferenceKind.PERMITS, subclass);
    }

    /** The attribute also names every nested class that the code uses; only the class's own relations count. */
    @Override
    public void visitInnerClass(String inner, String outer, String simple, int access) {
        if (inner.equals(name)) out.type(ReferenceKind.INNER, outer);
        else if (name.equals(outer)) out.type(ReferenceKind.INNER, inner);
    }

    @Override
    public void visitOuterClass(String owner, String method, String descriptor) {
        out.type(ReferenceKind.INNER, owner);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        out.at(null);
        return AnnotationReferences.of(out, descriptor);
    }

    @Override
    public AnnotationVisitor visitTypeAnnotation(int typeRef, TypePath path, String descriptor, boolean visible) {
        out.at(null);
        return AnnotationReferences.of(out, descriptor);
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(String name, String descriptor, String signature) {
        out.at(Descriptors.field(name, descriptor));
        out.descriptor(ReferenceKind.RECORD, descriptor);
        typeSignature(signature);
        return new RecordComponentVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return AnnotationReferences.of(out, type);
            }

            @Override
            public AnnotationVisitor visitTypeAnnotation(int typeRef, TypePath path, String type, boolean visible) {
                return AnnotationReferences.of(out, type);
            }
        };
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        out.at(Descriptors.field(name, descriptor));
        out.memberDescriptor(descriptor);
        typeSignature(signature);
        return new FieldVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return AnnotationReferences.of(out, type);
            }

            @Override
            public AnnotationVisitor visitTypeAnnotation(int typeRef, TypePath path, String type, boolean visible) {
                return AnnotationReferences.of(out, type);
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        out.at(Descriptors.method(name, descriptor));
        out.memberDescriptor(descriptor);
        signature(signature);
        if (exceptions != null) {
            for (String exception : exceptions) out.type(ReferenceKind.THROWS, exception);
        }
        return code;
    }

    private void signature(String signature) {
        if (signature != null) new SignatureReader(signature).accept(types);
    }

    private void typeSignature(String signature) {
        if (signature != null) new SignatureReader(signature).acceptType(types);
    }

    /** The classes of a generic signature. */
    private final class Types extends SignatureVisitor {
        private String current;

        Types() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitClassType(String type) {
            current = type;
            out.type(ReferenceKind.SIGNATURE, type);
        }

        @Override
        public void visitInnerClassType(String type) {
            current = current + "$" + type;
            out.type(ReferenceKind.SIGNATURE, current);
        }
    }
}
