package dev.molt.engine.classfile;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.objectweb.asm.Opcodes;

/**
 * One pass over a class file (JVMS 4) that collects what {@link ClassFile} tells. It reads in place, and what is only hashed never
 * becomes a string: ASM takes five to ten times as long.
 */
final class ClassFileParser {
    /** JVMS 4.2.1, 4.2.2. */
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[.;\\[]");

    final MessageDigest sha = Canon.sha256();
    final List<Field> fields = new ArrayList<>();
    final List<Method> methods = new ArrayList<>();
    final List<byte[]> methodForms = new ArrayList<>();
    final List<RecordComponent> recordComponents = new ArrayList<>();
    final List<InnerClass> innerClasses = new ArrayList<>();
    final List<String> nestMembers = new ArrayList<>();
    final List<String> permittedSubclasses = new ArrayList<>();
    final List<String> interfaces = new ArrayList<>();
    final int major;
    final int minor;
    int access;
    final String name;
    final String superName;
    String signature;
    String nestHost;
    String sourceFile;
    String sourceDebug;
    boolean isRecord;
    long annotationsHash;
    long plainAnnotationsHash;
    private final ConstantPool pool;
    private final AnnotationCanon annotations;
    private final CodeCanon code;
    private final boolean whole;
    private final Canon form = new Canon(256);
    private final Canon part = new Canon(64);

    /**
     * @param bytes a class file whose outline has been checked
     * @param whole whether to hash what is only compared, or to leave it out
     */
    private ClassFileParser(byte[] bytes, boolean whole) {
        this.whole = whole;
        pool = new ConstantPool(bytes);
        annotations = new AnnotationCanon(pool);
        code = new CodeCanon(pool);
        minor = pool.u2(4);
        major = pool.u2(6);
        int at = pool.end();
        access = pool.u2(at);
        name = pool.name(pool.u2(at + 2));
        if (name == null || name.isEmpty() || NOT_IN_A_NAME.matcher(name).find()) {
            throw new IllegalArgumentException("its own name is " + name + ", which is no class name");
        }
        superName = pool.name(pool.u2(at + 4));
        if (superName == null && !mayLackSuperclass()) throw new IllegalArgumentException("it has no superclass");
        readAll(at + 6);
    }

    static ClassFileParser run(byte[] bytes, boolean whole) {
        return new ClassFileParser(bytes, whole);
    }

    /** JVMS 4.1, super_class. */
    private boolean mayLackSuperclass() {
        return name.equals("java/lang/Object") || (access & Opcodes.ACC_MODULE) != 0;
    }

    private void readAll(int start) {
        int at = start;
        int count = pool.u2(at);
        at += 2;
        for (int i = 0; i < count; i++, at += 2) interfaces.add(pool.name(pool.u2(at)));
        int fieldsAt = at;
        at = skipMembers(at);
        int methodsAt = at;
        at = skipMembers(at);
        // The bootstrap methods, which code refers to, are among the attributes of the class, at the very end.
        Attributes attributes = new Attributes(pool, at);
        if (attributes.bootstrapMethods != 0) pool.bootstrapMethods(attributes.bootstrapMethods);
        ofClass(attributes);
        at = fieldsAt + 2;
        for (int i = pool.u2(fieldsAt); i > 0; i--) at = field(at);
        at = methodsAt + 2;
        for (int i = pool.u2(methodsAt); i > 0; i--) at = method(at);
    }

    private int skipMembers(int start) {
        int at = start + 2;
        for (int i = pool.u2(start); i > 0; i--) at = Attributes.skip(pool, at + 6);
        return at;
    }

    // ---- the class ----

    private void ofClass(Attributes a) {
        if (a.isSynthetic) access |= Opcodes.ACC_SYNTHETIC;
        signature = a.signature(pool);
        annotationsHash = annotationsHash(a);
        plainAnnotationsHash = plainAnnotationsHash(a);
        if (a.sourceFile != 0) sourceFile = pool.text(pool.u2(a.sourceFile));
        if (a.sourceDebug != 0) sourceDebug = pool.decode(a.sourceDebug, pool.u4(a.sourceDebug - 4));
        if (a.nestHost != 0) nestHost = pool.name(pool.u2(a.nestHost));
        names(a.nestMembers, nestMembers);
        names(a.permittedSubclasses, permittedSubclasses);
        if (a.innerClasses != 0) innerClasses(a.innerClasses);
        isRecord = a.record != 0;
        if (isRecord) components(a.record);
    }

    private void names(int attribute, List<String> into) {
        if (attribute == 0) return;
        int count = pool.u2(attribute);
        for (int i = 0; i < count; i++) into.add(pool.name(pool.u2(attribute + 2 + 2 * i)));
    }

    private void innerClasses(int attribute) {
        int at = attribute + 2;
        for (int i = pool.u2(attribute); i > 0; i--, at += 8) {
            innerClasses.add(new InnerClass(pool.name(pool.u2(at)), pool.name(pool.u2(at + 2)), pool.text(pool.u2(at + 4)), pool.u2(at + 6)));
        }
    }

    private void components(int attribute) {
        int at = attribute + 2;
        for (int i = pool.u2(attribute); i > 0; i--) {
            Attributes a = new Attributes(pool, at + 4);
            recordComponents.add(new RecordComponent(pool.text(pool.u2(at)), pool.text(pool.u2(at + 2)), a.signature(pool), annotationsHash(a)));
            at = a.end;
        }
    }

    // ---- its members ----

    private int field(int at) {
        Attributes a = new Attributes(pool, at + 6);
        Object value = a.constantValue == 0 ? null : pool.value(pool.u2(a.constantValue));
        fields.add(new Field(access(at, a), pool.text(pool.u2(at + 2)), pool.text(pool.u2(at + 4)), a.signature(pool), value, annotationsHash(a)));
        return a.end;
    }

    private int access(int at, Attributes a) {
        return pool.u2(at) | (a.isSynthetic ? Opcodes.ACC_SYNTHETIC : 0);
    }

    private int method(int at) {
        Attributes a = new Attributes(pool, at + 6);
        int flags = access(at, a);
        String methodName = pool.text(pool.u2(at + 2));
        String descriptor = pool.text(pool.u2(at + 4));
        String generic = a.signature(pool);
        List<String> exceptions = new ArrayList<>();
        names(a.exceptions, exceptions);
        if (!whole) {
            methods.add(new Method(flags, methodName, descriptor, generic, List.copyOf(exceptions), 0, 0, 0, 0, 0, parameters(a.methodParameters)));
            return a.end;
        }
        code.clear();
        if (a.code != 0) code.read(a.code);
        form.clear();
        form.text(methodName).text(descriptor).u2(flags).text(generic).u2(exceptions.size());
        for (String exception : exceptions) form.text(exception);
        long body = partHash('b', code.body);
        long debug = partHash('d', code.debug);
        writeAnnotations(a);
        long own = partHash('a', part);
        part.clear();
        if (a.parameterAnnotations != 0) annotations.parameterAnnotations(part, a.parameterAnnotations);
        long ofParameters = partHash('p', part);
        part.clear();
        if (a.annotationDefault != 0) annotations.defaultValue(part, a.annotationDefault);
        long ofDefault = partHash('=', part);
        methods.add(new Method(flags, methodName, descriptor, generic, List.copyOf(exceptions), body, debug, own, ofParameters, ofDefault,
                parameters(a.methodParameters)));
        methodForms.add(form.copy());
        return a.end;
    }

    private List<Method.Parameter> parameters(int attribute) {
        if (attribute == 0) return List.of();
        List<Method.Parameter> parameters = new ArrayList<>();
        int count = pool.u1(attribute);
        for (int i = 0; i < count; i++) {
            parameters.add(new Method.Parameter(pool.text(pool.u2(attribute + 1 + 4 * i)), pool.u2(attribute + 3 + 4 * i)));
        }
        return List.copyOf(parameters);
    }

    // ---- hashes ----

    private long partHash(char kind, Canon canon) {
        if (canon.isEmpty()) return 0;
        byte[] digest = canon.digest(sha);
        form.u1(kind).raw(digest);
        return first(digest);
    }

    private long annotationsHash(Attributes a) {
        if (!whole) return 0;
        writeAnnotations(a);
        return part.isEmpty() ? 0 : first(part.digest(sha));
    }

    /** The same hash where no compiler of another language left something among them. */
    private long plainAnnotationsHash(Attributes a) {
        if (!whole) return 0;
        part.clear();
        if (a.annotations == 0 || !annotations.plainAnnotations(part, a.annotations)) return annotationsHash;
        if (a.typeAnnotations != 0) annotations.typeAnnotations(part, a.typeAnnotations);
        return part.isEmpty() ? 0 : first(part.digest(sha));
    }

    private void writeAnnotations(Attributes a) {
        part.clear();
        if (a.annotations != 0) annotations.annotations(part, a.annotations);
        if (a.typeAnnotations != 0) annotations.typeAnnotations(part, a.typeAnnotations);
    }

    /** First eight bytes of a hash. */
    private static long first(byte[] digest) {
        long value = 0;
        for (int i = 0; i < 8; i++) value = value << 8 | digest[i] & 0xFF;
        return value;
    }
}
