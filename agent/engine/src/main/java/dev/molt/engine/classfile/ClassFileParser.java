package dev.molt.engine.classfile;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.TypePath;

/** One pass over a class file that collects what {@link ClassFile} tells. */
final class ClassFileParser extends ClassVisitor {
    /** JVMS 4.2.1, 4.2.2. */
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[.;\\[]");

    /** The flags that a class file can hold; ASM uses the bits above for attributes. */
    static final int FLAGS = 0xFFFF;

    final MessageDigest sha = Canon.sha256();
    final List<Field> fields = new ArrayList<>();
    final List<Method> methods = new ArrayList<>();
    final List<byte[]> methodForms = new ArrayList<>();
    final List<RecordComponent> recordComponents = new ArrayList<>();
    final List<InnerClass> innerClasses = new ArrayList<>();
    final List<String> nestMembers = new ArrayList<>();
    final List<String> permittedSubclasses = new ArrayList<>();
    int version;
    int access;
    String name;
    String superName;
    String[] interfaces;
    String signature;
    String nestHost;
    String sourceFile;
    String sourceDebug;
    boolean isRecord;
    long annotationsHash;
    private final Canon annotations = new Canon(256);

    private ClassFileParser() {
        super(Opcodes.ASM9);
    }

    static ClassFileParser run(byte[] bytes) {
        ClassFileParser parser = new ClassFileParser();
        new PlacingReader(bytes).accept(parser, ClassReader.SKIP_FRAMES);
        return parser;
    }

    /** First eight bytes of the hash of a buffer; 0 stands for an empty one. */
    private long hash(Canon canon) {
        return canon.isEmpty() ? 0 : first(canon.digest(sha));
    }

    private static long first(byte[] digest) {
        long value = 0;
        for (int i = 0; i < 8; i++) value = value << 8 | digest[i] & 0xFF;
        return value;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        if (name == null || name.isEmpty() || NOT_IN_A_NAME.matcher(name).find()) {
            throw new IllegalArgumentException("its own name is " + name + ", which is no class name");
        }
        this.version = version;
        this.access = access & FLAGS;
        this.name = name;
        this.signature = signature;
        this.superName = superName;
        this.interfaces = interfaces;
        isRecord = (access & Opcodes.ACC_RECORD) != 0;
    }

    @Override
    public void visitSource(String source, String debug) {
        sourceFile = source;
        sourceDebug = debug;
    }

    @Override
    public void visitNestHost(String host) {
        nestHost = host;
    }

    @Override
    public void visitNestMember(String member) {
        nestMembers.add(member);
    }

    @Override
    public void visitPermittedSubclass(String subclass) {
        permittedSubclasses.add(subclass);
    }

    @Override
    public void visitInnerClass(String name, String outerName, String innerName, int access) {
        innerClasses.add(new InnerClass(name, outerName, innerName, access & FLAGS));
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return visible ? new AnnotationCanon(annotations).annotation(descriptor) : null;
    }

    @Override
    public AnnotationVisitor visitTypeAnnotation(int typeRef, TypePath path, String descriptor, boolean visible) {
        return visible ? new AnnotationCanon(annotations).typeAnnotation(typeRef, path, descriptor) : null;
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(String name, String descriptor, String signature) {
        return new ComponentPart(name, descriptor, signature);
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        return new FieldPart(access & FLAGS, name, descriptor, signature, value);
    }

    private MethodPart methodPart;

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        if (methodPart == null) methodPart = new MethodPart();
        methodPart.start(access & FLAGS, name, descriptor, signature, exceptions == null ? List.of() : List.of(exceptions));
        return methodPart;
    }

    @Override
    public void visitEnd() {
        annotationsHash = hash(annotations);
    }

    /** Makes labels that know their place. */
    private static final class PlacingReader extends ClassReader {
        PlacingReader(byte[] bytes) {
            super(bytes);
        }

        @Override
        protected Label readLabel(int offset, Label[] labels) {
            if (labels[offset] == null) labels[offset] = new Place();
            return labels[offset];
        }
    }

    private final class ComponentPart extends RecordComponentVisitor {
        private final String name;
        private final String descriptor;
        private final String signature;
        private final Canon own = new Canon(64);

        ComponentPart(String name, String descriptor, String signature) {
            super(Opcodes.ASM9);
            this.name = name;
            this.descriptor = descriptor;
            this.signature = signature;
        }

        @Override
        public AnnotationVisitor visitAnnotation(String type, boolean visible) {
            return visible ? new AnnotationCanon(own).annotation(type) : null;
        }

        @Override
        public AnnotationVisitor visitTypeAnnotation(int typeRef, TypePath path, String type, boolean visible) {
            return visible ? new AnnotationCanon(own).typeAnnotation(typeRef, path, type) : null;
        }

        @Override
        public void visitEnd() {
            recordComponents.add(new RecordComponent(name, descriptor, signature, hash(own)));
        }
    }

    private final class FieldPart extends FieldVisitor {
        private final int access;
        private final String name;
        private final String descriptor;
        private final String signature;
        private final Object value;
        private Canon own;

        FieldPart(int access, String name, String descriptor, String signature, Object value) {
            super(Opcodes.ASM9);
            this.access = access;
            this.name = name;
            this.descriptor = descriptor;
            this.signature = signature;
            this.value = value;
        }

        private AnnotationCanon canon() {
            if (own == null) own = new Canon(64);
            return new AnnotationCanon(own);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String type, boolean visible) {
            return visible ? canon().annotation(type) : null;
        }

        @Override
        public AnnotationVisitor visitTypeAnnotation(int typeRef, TypePath path, String type, boolean visible) {
            return visible ? canon().typeAnnotation(typeRef, path, type) : null;
        }

        @Override
        public void visitEnd() {
            fields.add(new Field(access, name, descriptor, signature, value, own == null ? 0 : hash(own)));
        }
    }

    /** One instance for all methods of a class. */
    private final class MethodPart extends CodeCanon {
        private final Canon form = new Canon(256);
        private final Canon own = new Canon(64);
        private final Canon ofParameters = new Canon(64);
        private final Canon ofDefault = new Canon(64);
        private final List<Method.Parameter> parameters = new ArrayList<>();
        private int access;
        private String name;
        private String descriptor;
        private String signature;
        private List<String> exceptions;

        void start(int access, String name, String descriptor, String signature, List<String> exceptions) {
            this.access = access;
            this.name = name;
            this.descriptor = descriptor;
            this.signature = signature;
            this.exceptions = exceptions;
            own.clear();
            ofParameters.clear();
            ofDefault.clear();
            parameters.clear();
            clearCode();
        }

        @Override
        public void visitParameter(String parameter, int flags) {
            parameters.add(new Method.Parameter(parameter, flags & FLAGS));
        }

        @Override
        public AnnotationVisitor visitAnnotationDefault() {
            return new AnnotationCanon(ofDefault).defaultValue();
        }

        @Override
        public AnnotationVisitor visitAnnotation(String type, boolean visible) {
            return visible ? new AnnotationCanon(own).annotation(type) : null;
        }

        @Override
        public AnnotationVisitor visitTypeAnnotation(int typeRef, TypePath path, String type, boolean visible) {
            return visible ? new AnnotationCanon(own).typeAnnotation(typeRef, path, type) : null;
        }

        @Override
        public void visitAnnotableParameterCount(int count, boolean visible) {
            if (visible) ofParameters.u1('#').u1(count);
        }

        @Override
        public AnnotationVisitor visitParameterAnnotation(int parameter, String type, boolean visible) {
            return visible ? new AnnotationCanon(ofParameters).parameterAnnotation(parameter, type) : null;
        }

        @Override
        public void visitEnd() {
            form.clear();
            form.text(name).text(descriptor).u2(access).text(signature).u2(exceptions.size());
            for (String exception : exceptions) form.text(exception);
            methods.add(new Method(access, name, descriptor, signature, exceptions, part('b', body), part('d', debug),
                    part('a', own), part('p', ofParameters), part('=', ofDefault), List.copyOf(parameters)));
            methodForms.add(form.copy());
        }

        private long part(char kind, Canon canon) {
            if (canon.isEmpty()) return 0;
            byte[] digest = canon.digest(sha);
            form.u1(kind).raw(digest);
            return first(digest);
        }
    }
}
