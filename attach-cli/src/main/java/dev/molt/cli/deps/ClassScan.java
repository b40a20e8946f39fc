package dev.molt.cli.deps;

import java.util.function.Consumer;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** Finds every {@link Use} of other classes in a class file. Those of the JDK's own {@code java} packages are left out. */
final class ClassScan extends ClassVisitor {
    private static final int API = Opcodes.ASM9;

    private final Consumer<Use> found;
    private String self;
    private String where;
    private int line;

    private ClassScan(Consumer<Use> found) {
        super(API);
        this.found = found;
    }

    /** Tells the uses of a class; its internal name. */
    static String scan(byte[] classFile, Consumer<Use> found) {
        ClassScan scan = new ClassScan(found);
        new ClassReader(classFile).accept(scan, ClassReader.SKIP_FRAMES);
        return scan.self;
    }

    private void use(EdgeKind kind, String owner, String member, String how) {
        if (owner == null || owner.equals(self) || owner.startsWith("java/")) return;
        found.accept(new Use(kind, owner, member, how, where, line));
    }

    private void type(EdgeKind kind, Type type, String how) {
        switch (type.getSort()) {
            case Type.ARRAY -> type(kind, type.getElementType(), how);
            case Type.OBJECT -> use(kind, type.getInternalName(), null, how);
            case Type.METHOD -> {
                type(kind, type.getReturnType(), how);
                for (Type argument : type.getArgumentTypes()) type(kind, argument, how);
            }
            default -> { }
        }
    }

    private void signature(EdgeKind kind, String signature, String how) {
        if (signature == null) return;
        new SignatureReader(signature).accept(new SignatureVisitor(API) {
            private String outer;

            @Override
            public void visitClassType(String name) {
                outer = name;
                use(kind, name, null, how);
            }

            @Override
            public void visitInnerClassType(String name) {
                outer = outer + "$" + name;
                use(kind, outer, null, how);
            }
        });
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        self = name;
        use(EdgeKind.EXPORT, superName, null, "extends");
        for (String i : interfaces) use(EdgeKind.EXPORT, i, null, (access & Opcodes.ACC_INTERFACE) != 0 ? "extends" : "implements");
        signature(EdgeKind.EXPORT, signature, "is declared with");
    }

    @Override
    public void visitPermittedSubclass(String permittedSubclass) {
        use(EdgeKind.EXPORT, permittedSubclass, null, "permits");
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(String name, String descriptor, String signature) {
        where = name;
        type(EdgeKind.EXPORT, Type.getType(descriptor), "has a component of type");
        signature(EdgeKind.EXPORT, signature, "has a component of type");
        where = null;
        return null;
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return annotation(descriptor);
    }

    @Override
    public AnnotationVisitor visitTypeAnnotation(int typeRef, TypePath typePath, String descriptor, boolean visible) {
        return annotation(descriptor);
    }

    private AnnotationVisitor annotation(String descriptor) {
        Type annotation = Type.getType(descriptor);
        type(EdgeKind.COMPILE, annotation, "is annotated with");
        return new AnnotationVisitor(API) {
            @Override
            public void visit(String name, Object value) {
                if (name != null) use(EdgeKind.COMPILE, annotation.getInternalName(), name, "gives a value to");
                if (value instanceof Type type) ClassScan.this.type(EdgeKind.COMPILE, type, "is annotated with");
            }

            @Override
            public void visitEnum(String name, String descriptor, String value) {
                use(EdgeKind.COMPILE, Type.getType(descriptor).getInternalName(), value, "is annotated with");
            }

            @Override
            public AnnotationVisitor visitAnnotation(String name, String descriptor) {
                return annotation(descriptor);
            }

            @Override
            public AnnotationVisitor visitArray(String name) {
                return this;
            }
        };
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        where = name;
        type(EdgeKind.EXPORT, Type.getType(descriptor), "has a field of type");
        signature(EdgeKind.EXPORT, signature, "has a field of type");
        return new FieldVisitor(API) {
            @Override
            public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                where = name;
                return annotation(descriptor);
            }

            @Override
            public void visitEnd() {
                where = null;
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        where = name;
        line = 0;
        type(EdgeKind.EXPORT, Type.getType(descriptor), "has in its signature");
        signature(EdgeKind.EXPORT, signature, "has in its signature");
        if (exceptions != null) for (String e : exceptions) use(EdgeKind.EXPORT, e, null, "throws");
        return new Code();
    }

    /** The code of a method. */
    private final class Code extends MethodVisitor {
        private String text;

        Code() {
            super(API);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return annotation(descriptor);
        }

        @Override
        public AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean visible) {
            return annotation(descriptor);
        }

        @Override
        public void visitLineNumber(int number, org.objectweb.asm.Label start) {
            line = number;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            member(owner, name, name.equals("<init>") ? "constructs" : "calls");
            if (owner.equals("java/lang/Class") && name.equals("forName") && text != null) {
                use(EdgeKind.DECLARED, text.replace('.', '/'), null, "looks up by name");
            }
            text = null;
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            member(owner, name, opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC ? "reads" : "writes");
            text = null;
        }

        private void member(String owner, String name, String how) {
            if (owner.startsWith("[")) type(EdgeKind.RUNTIME, Type.getObjectType(owner), how);
            else use(EdgeKind.RUNTIME, owner, name, how);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            String how = switch (opcode) {
                case Opcodes.CHECKCAST -> "casts to";
                case Opcodes.INSTANCEOF -> "asks for";
                case Opcodes.ANEWARRAY -> "makes an array of";
                default -> "constructs";
            };
            type(EdgeKind.RUNTIME, Type.getObjectType(type), how);
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            type(EdgeKind.RUNTIME, Type.getType(descriptor), "makes an array of");
        }

        @Override
        public void visitTryCatchBlock(org.objectweb.asm.Label start, org.objectweb.asm.Label end, org.objectweb.asm.Label handler, String type) {
            if (type != null) use(EdgeKind.RUNTIME, type, null, "catches");
        }

        @Override
        public void visitLdcInsn(Object value) {
            text = value instanceof String constant ? constant : null;
            constant(value);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            type(EdgeKind.RUNTIME, Type.getMethodType(descriptor), "makes a call site with");
            constant(bootstrap);
            for (Object argument : arguments) constant(argument);
            text = null;
        }

        private void constant(Object value) {
            if (value instanceof Type type) type(EdgeKind.RUNTIME, type, "names");
            if (value instanceof Handle handle) use(EdgeKind.RUNTIME, handle.getOwner(), handle.getName(), "takes a handle of");
            if (value instanceof ConstantDynamic dynamic) {
                constant(dynamic.getBootstrapMethod());
                for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) constant(dynamic.getBootstrapMethodArgument(i));
            }
        }

        @Override
        public void visitEnd() {
            where = null;
            line = 0;
        }
    }
}
