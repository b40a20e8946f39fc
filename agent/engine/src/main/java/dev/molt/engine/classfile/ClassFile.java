package dev.molt.engine.classfile;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.objectweb.asm.Opcodes;

/**
 * What a class file says, without its bytes. Immutable.
 *
 * <p>{@link #hash()} identifies the class as HotSpot keeps it: it is equal for the file on disk and for the bytes that the VM
 * hands to a transformer when it retransforms the loaded class (JVMTI {@code ClassFileLoadHook}), on every supported JDK.
 */
public final class ClassFile {
    private final int major;
    private final int minor;
    private final int access;
    private final String internalName;
    private final String superName;
    private final List<String> interfaces;
    private final String signature;
    private final String nestHost;
    private final List<String> nestMembers;
    private final List<String> permittedSubclasses;
    private final boolean isRecord;
    private final List<RecordComponent> recordComponents;
    private final List<Field> fields;
    private final List<Method> methods;
    private final List<InnerClass> innerClasses;
    private final String sourceFile;
    private final String sourceDebugExtension;
    private final long annotationsHash;
    private final long plainAnnotationsHash;
    private final String hash;
    private final String effectiveHash;

    private ClassFile(ClassFileParser p, boolean whole) {
        major = p.major;
        minor = p.minor;
        access = p.access;
        internalName = p.name;
        superName = p.superName;
        interfaces = List.copyOf(p.interfaces);
        signature = p.signature;
        nestHost = p.nestHost;
        nestMembers = List.copyOf(p.nestMembers);
        permittedSubclasses = List.copyOf(p.permittedSubclasses);
        isRecord = p.isRecord;
        recordComponents = List.copyOf(p.recordComponents);
        fields = List.copyOf(p.fields);
        methods = List.copyOf(p.methods);
        innerClasses = List.copyOf(p.innerClasses);
        sourceFile = p.sourceFile;
        sourceDebugExtension = p.sourceDebug;
        annotationsHash = p.annotationsHash;
        plainAnnotationsHash = p.plainAnnotationsHash;
        if (!whole) {
            hash = null;
            effectiveHash = null;
            return;
        }
        byte[][] forms = p.methodForms.toArray(new byte[0][]);
        Arrays.sort(forms, Arrays::compare);
        hash = hex(form(forms, true), p.sha);
        effectiveHash = hex(form(forms, false), p.sha);
    }

    /**
     * Reads a class file.
     *
     * @throws MalformedClassFileException for whatever is none, and for versions that are too new; nothing else is ever thrown
     */
    public static ClassFile parse(byte[] bytes) throws MalformedClassFileException {
        return Guard.read(bytes, b -> new ClassFile(ClassFileParser.run(b, true), true));
    }

    /**
     * Reads what other classes can refer to: no code, no annotations, and nothing that identifies the version. Takes a tenth of the time.
     *
     * @throws MalformedClassFileException as {@link #parse} does, for what it looks at
     */
    public static ClassFile declarations(byte[] bytes) throws MalformedClassFileException {
        return Guard.read(bytes, b -> new ClassFile(ClassFileParser.run(b, false), false));
    }

    /** Binary name with dots, as {@link Class#getName()} gives it. */
    public String name() {
        return internalName.replace('/', '.');
    }

    public String internalName() {
        return internalName;
    }

    /** The package, with slashes; empty for the unnamed one. */
    public String packageName() {
        int slash = internalName.lastIndexOf('/');
        return slash < 0 ? "" : internalName.substring(0, slash);
    }

    public int major() {
        return major;
    }

    public int minor() {
        return minor;
    }

    /** The flags of JVMS table 4.1-B. */
    public int access() {
        return access;
    }

    public boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    public boolean isAbstract() {
        return (access & Opcodes.ACC_ABSTRACT) != 0;
    }

    public boolean isModuleInfo() {
        return (access & Opcodes.ACC_MODULE) != 0;
    }

    /** The flags that the class's own entry in InnerClasses gives (JVMS 4.7.6); -1 where there is none. */
    public int innerAccess() {
        for (InnerClass inner : innerClasses) {
            if (inner.name().equals(internalName)) return inner.access();
        }
        return -1;
    }

    /** Internal name of the superclass; null for java.lang.Object and module-info. */
    public String superName() {
        return superName;
    }

    /** Internal names of the direct superinterfaces. */
    public List<String> interfaces() {
        return interfaces;
    }

    /** Generic signature, or null. */
    public String signature() {
        return signature;
    }

    /** Internal name of the NestHost attribute, or null: then the class is its own host. */
    public String nestHost() {
        return nestHost;
    }

    public List<String> nestMembers() {
        return nestMembers;
    }

    /** Empty where the class is not sealed. */
    public List<String> permittedSubclasses() {
        return permittedSubclasses;
    }

    public boolean isRecord() {
        return isRecord;
    }

    public List<RecordComponent> recordComponents() {
        return recordComponents;
    }

    /** In the order of the file, which redefinition requires to stay. */
    public List<Field> fields() {
        return fields;
    }

    public List<Method> methods() {
        return methods;
    }

    /** The field with this name and descriptor that the class itself declares, or null. */
    public Field field(String name, String descriptor) {
        for (Field f : fields) {
            if (f.name().equals(name) && f.descriptor().equals(descriptor)) return f;
        }
        return null;
    }

    /** The method with this name and descriptor that the class itself declares, or null. */
    public Method method(String name, String descriptor) {
        for (Method m : methods) {
            if (m.name().equals(name) && m.descriptor().equals(descriptor)) return m;
        }
        return null;
    }

    public List<InnerClass> innerClasses() {
        return innerClasses;
    }

    /** Simple name of the source file, or null. */
    public String sourceFile() {
        return sourceFile;
    }

    /** The SourceDebugExtension attribute (JSR 45), or null. */
    public String sourceDebugExtension() {
        return sourceDebugExtension;
    }

    /** Hash of the annotations and type annotations of the class itself that the VM keeps; 0 where there is none. */
    public long annotationsHash() {
        return annotationsHash;
    }

    /** {@link #annotationsHash()} without what compilers of Kotlin and Scala leave for each other there. */
    public long plainAnnotationsHash() {
        return plainAnnotationsHash;
    }

    /**
     * Hash, in 32 hex digits, of all that HotSpot keeps of a class, whatever the order of constant pool, methods and inner
     * classes.
     *
     * <p>Left out, because the VM does not hand it out again: annotations with class retention, type annotations within code,
     * EnclosingMethod, Deprecated, SourceDebugExtension, unknown attributes, stack map frames (missing in classes from a class data
     * sharing archive), and MethodParameters (lost on 17; see {@link #methodParametersHash()}).
     *
     * <p>Some classes never match their file, since the JDK itself changes them while they load: subclasses of
     * {@code jdk.jfr.Event}, and the {@code Holder} classes of java.lang.invoke.
     */
    public String hash() {
        if (hash == null) throw new IllegalStateException("only the declarations of " + internalName + " were read");
        return hash;
    }

    /**
     * Like {@link #hash()}, without what a redefinition leaves as it was: the class file version, generic signatures and constant
     * values of fields, and annotations of record components. After a redefinition the loaded class has the effective hash of the
     * new bytes.
     */
    public String effectiveHash() {
        if (effectiveHash == null) throw new IllegalStateException("only the declarations of " + internalName + " were read");
        return effectiveHash;
    }

    /** Hash, in 32 hex digits, of the MethodParameters attributes; JDK 17 does not hand them out. */
    public String methodParametersHash() {
        return hex(parametersForm(), Canon.sha256());
    }

    @Override
    public String toString() {
        return name() + " " + hash;
    }

    private static String hex(Canon canon, MessageDigest sha) {
        return HexFormat.of().formatHex(canon.digest(sha), 0, 16);
    }

    private Canon form(byte[][] methodForms, boolean all) {
        Canon out = new Canon(4096);
        if (all) out.u2(minor).u2(major);
        out.u2(access).text(internalName).text(superName);
        texts(out, interfaces);
        out.text(nestHost).text(sourceFile).u8(annotationsHash);
        texts(out, nestMembers.stream().sorted().toList());
        texts(out, permittedSubclasses.stream().sorted().toList());
        out.u1(isRecord ? 1 : 0).u2(recordComponents.size());
        for (RecordComponent c : recordComponents) {
            out.text(c.name()).text(c.descriptor()).text(c.signature());
            if (all) out.u8(c.annotationsHash());
        }
        out.u2(fields.size());
        for (Field f : fields) {
            out.u2(f.access()).text(f.name()).text(f.descriptor()).u8(f.annotationsHash());
            if (all) out.text(f.signature()).value(f.constantValue());
        }
        out.u2(methodForms.length);
        for (byte[] m : methodForms) out.u4(m.length).raw(m);
        out.text(signature);
        List<InnerClass> sorted = new ArrayList<>(innerClasses);
        sorted.sort(Comparator.comparing(InnerClass::name));
        for (InnerClass i : sorted) out.text(i.name()).text(i.outerName()).text(i.innerName()).u2(i.access());
        return out;
    }

    private Canon parametersForm() {
        Canon out = new Canon(512);
        List<Method> sorted = new ArrayList<>(methods);
        sorted.sort(Comparator.comparing(Method::name).thenComparing(Method::descriptor));
        for (Method m : sorted) {
            if (m.parameters().isEmpty()) continue;
            out.text(m.name()).text(m.descriptor()).u1(m.parameters().size());
            for (Method.Parameter p : m.parameters()) out.text(p.name()).u2(p.access());
        }
        return out;
    }

    private static void texts(Canon out, List<String> texts) {
        out.u2(texts.size());
        for (String text : texts) out.text(text);
    }
}
