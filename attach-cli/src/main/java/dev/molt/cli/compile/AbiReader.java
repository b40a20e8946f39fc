package dev.molt.cli.compile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;

/** Reads the {@link Abi} of a class out of its class file (JVMS 4). */
public final class AbiReader extends ClassVisitor {
    private static final int API = Opcodes.ASM9;
    /** Not seen by users of a class: whether it is synchronized, native, or was compiled with other floating-point rules. */
    private static final int INVISIBLE = Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE | Opcodes.ACC_STRICT;

    private final Hash64 header = new Hash64();
    private final Set<String> permitted = new TreeSet<>();
    private final Map<String, Long> members = new HashMap<>();
    private final Set<String> abstracts = new HashSet<>();
    private final Set<String> supertypes = new HashSet<>();
    private final Map<String, Long> constants = new HashMap<>();
    private final Set<String> privates = new HashSet<>();
    private String name;
    private int access;

    private AbiReader() {
        super(API);
    }

    /** What others can notice of the class in this class file. */
    public static Abi read(byte[] classFile) {
        AbiReader reader = new AbiReader();
        new ClassReader(classFile).accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        Hash64 permits = new Hash64();
        reader.permitted.forEach(permits::add);
        return new Abi(reader.name, reader.header.value(), permits.value(), reader.members, reader.abstracts, reader.supertypes,
                (reader.access & Opcodes.ACC_INTERFACE) != 0, (reader.access & Opcodes.ACC_ANNOTATION) != 0, reader.constants, reader.privates);
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        this.name = name;
        this.access = access;
        header.add(access & ~Opcodes.ACC_SUPER).add(signature).add(superName).add(interfaces);
        if (superName != null) supertypes.add(superName);
        supertypes.addAll(List.of(interfaces));
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        // What an annotation type may be put on, and how long it is kept, shows in the class files of its users.
        boolean meta = (access & Opcodes.ACC_ANNOTATION) != 0 && descriptor.startsWith("Ljava/lang/annotation/");
        return meta || descriptor.equals("Ljava/lang/FunctionalInterface;") ? new AnnotationHash(header.add(descriptor)) : null;
    }

    @Override
    public void visitPermittedSubclass(String permittedSubclass) {
        permitted.add(permittedSubclass);
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(String name, String descriptor, String signature) {
        header.add(name).add(descriptor).add(signature);
        return null;
    }

    @Override
    public void visitInnerClass(String inner, String outer, String simpleName, int flags) {
        if (inner.equals(name)) header.add(flags);
        if (!name.equals(outer) || simpleName == null) return;
        if ((flags & Opcodes.ACC_PRIVATE) != 0) privates.add(simpleName);
        else member(simpleName, new Hash64().add("class").add(flags));
    }

    @Override
    public FieldVisitor visitField(int flags, String name, String descriptor, String signature, Object value) {
        if ((flags & Opcodes.ACC_SYNTHETIC) != 0) return null;
        if ((flags & Opcodes.ACC_PRIVATE) != 0) {
            privates.add(name);
            return null;
        }
        if ((flags & Opcodes.ACC_ENUM) != 0) permitted.add(name);
        if (value != null) constants.put(name, new Hash64().add(value.toString()).value());
        member(name, new Hash64().add("field").add(flags & ~Opcodes.ACC_VOLATILE & ~Opcodes.ACC_TRANSIENT).add(descriptor).add(signature)
                .add(value == null ? null : value.getClass().getSimpleName() + value));
        return null;
    }

    @Override
    public MethodVisitor visitMethod(int flags, String name, String descriptor, String signature, String[] exceptions) {
        boolean bridge = (flags & Opcodes.ACC_BRIDGE) != 0;
        if ((flags & Opcodes.ACC_PRIVATE) != 0 || name.equals("<clinit>") || (flags & Opcodes.ACC_SYNTHETIC) != 0 && !bridge) return null;
        if ((flags & Opcodes.ACC_ABSTRACT) != 0) abstracts.add(name);
        Hash64 hash = new Hash64().add("method").add(flags & ~INVISIBLE).add(descriptor).add(signature).add(exceptions);
        if ((access & Opcodes.ACC_ANNOTATION) == 0) {
            member(name, hash);
            return null;
        }
        return new MethodVisitor(API) {
            private final AnnotationHash value = new AnnotationHash(hash);

            @Override
            public AnnotationVisitor visitAnnotationDefault() {
                hash.add("default");
                return value;
            }

            @Override
            public void visitEnd() {
                member(name, hash);
            }
        };
    }

    /** Overloads share a name: their hashes are added, so that their order does not matter. */
    private void member(String name, Hash64 hash) {
        members.merge(name, hash.value(), Long::sum);
    }

    /** Feeds the values of an annotation to a hash. */
    private static final class AnnotationHash extends AnnotationVisitor {
        private final Hash64 hash;

        AnnotationHash(Hash64 hash) {
            super(API);
            this.hash = hash;
        }

        @Override
        public void visit(String name, Object value) {
            hash.add(name).add(value.toString());
        }

        @Override
        public void visitEnum(String name, String descriptor, String value) {
            hash.add(name).add(descriptor).add(value);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String name, String descriptor) {
            hash.add(name).add(descriptor);
            return this;
        }

        @Override
        public AnnotationVisitor visitArray(String name) {
            hash.add(name);
            return this;
        }
    }
}
