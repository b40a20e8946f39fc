package dev.molt.engine.classfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;

/**
 * Writes a new version of a class on the constant pool of the loaded one: old constants and bootstrap methods keep their index,
 * new ones follow. HotSpot merges the two pools of a redefinition constant by constant, and takes 5 to 50 times longer for pools
 * that disagree.
 */
public final class OnOldPool {
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int DYNAMIC = 17;
    private static final int INVOKE_DYNAMIC = 18;
    /** Longer methods could be rewritten with other jumps when {@code ldc} grows to {@code ldc_w}, so they are left alone. */
    private static final int LONGEST_SAFE_CODE = 20_000;

    private OnOldPool() {}

    /**
     * The class {@code next} on the constant pool of {@code loaded}. It has the same {@link ClassFile#hash()} as {@code next}, which
     * is returned itself where it already agrees with that pool, be it a part of it, or where the two pools together are too large.
     * Unknown attributes are dropped, as the VM would do. Methods stay in the order of {@code next}.
     *
     * @throws MalformedClassFileException when one of the two is malformed
     */
    public static byte[] rebuild(byte[] loaded, byte[] next) throws MalformedClassFileException {
        return rebuild(loaded, next, Kept.NOTHING, false);
    }

    /**
     * As {@link #rebuild(byte[], byte[])}, and adds a SourceFile attribute, named after the top level class, where {@code next} has
     * none. Without one the frames of old code can't be recognised.
     */
    public static byte[] rebuildWithSource(byte[] loaded, byte[] next) throws MalformedClassFileException {
        return rebuildWithSource(loaded, next, Kept.NOTHING);
    }

    /** As {@link #rebuildWithSource(byte[], byte[])}; methods that are kept are copied as they are, without being decoded. */
    public static byte[] rebuildWithSource(byte[] loaded, byte[] next, Kept kept) throws MalformedClassFileException {
        return rebuild(loaded, next, kept, true);
    }

    private static byte[] rebuild(byte[] loaded, byte[] next, Kept kept, boolean addSource) throws MalformedClassFileException {
        Outline oldOutline = Outline.of(loaded);
        Outline newOutline = Outline.of(next);
        boolean agrees = startsWithPool(loaded, oldOutline, next, newOutline) || startsWithPool(next, newOutline, loaded, oldOutline);
        if (agrees && (!addSource || newOutline.hasSourceFile())) return next;
        if (newOutline.longestCode() > LONGEST_SAFE_CODE || !takesPool(loaded, next)) return next;
        Kept usable = kept != Kept.NOTHING && hasPool(kept.file(), loaded, oldOutline) ? kept : Kept.NOTHING;
        return Guard.read(usable == Kept.NOTHING ? loaded : kept.file(), old -> write(old, next, usable, addSource));
    }

    /**
     * Writes a class that is being made, on the constant pool of the loaded one. Unknown attributes are dropped.
     *
     * @param rest visits the class with the methods that are not copied; of the loaded one's version
     * @param copied names with descriptors of methods that it has as the loaded class has them
     * @param order names with descriptors of all methods
     * @throws ClassTooLargeException where the pools together are
     */
    public static byte[] write(byte[] loaded, Consumer<ClassVisitor> rest, Set<String> copied, List<String> order) {
        ClassReader old = new ClassReader(loaded);
        ClassWriter writer = new ClassWriter(old, ClassWriter.COMPUTE_MAXS);
        rest.accept(new KnownOnly(writer, Kept.NOTHING, false));
        if (copied.isEmpty()) return writer.toByteArray();
        old.accept(new KeptOnly(writer, new Kept(loaded, copied)), 0);
        return MethodOrder.of(writer.toByteArray(), order);
    }

    private static boolean hasPool(byte[] file, byte[] loaded, Outline outline) {
        int start = Outline.POOL_START - 2;
        int end = outline.poolEnd();
        return file.length > end && Arrays.equals(loaded, start, end, file, start, end);
    }

    /** Whether a class file of the new one's version may hold the constants of the loaded one (JVMS table 4.4-B). */
    private static boolean takesPool(byte[] loaded, byte[] next) {
        int major = (next[6] & 0xFF) << 8 | next[7] & 0xFF;
        if (major >= Opcodes.V11) return true;
        ClassReader reader = new ClassReader(loaded);
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            int tag = at == 0 ? 0 : reader.readByte(at - 1);
            if (tag == DYNAMIC || major < Opcodes.V1_7 && (tag == METHOD_HANDLE || tag == METHOD_TYPE || tag == INVOKE_DYNAMIC)) return false;
        }
        return true;
    }

    private static boolean startsWithPool(byte[] loaded, Outline oldOutline, byte[] next, Outline newOutline) {
        int start = Outline.POOL_START;
        int end = oldOutline.poolEnd();
        return newOutline.poolCount() >= oldOutline.poolCount() && newOutline.poolEnd() >= end
                && Arrays.equals(loaded, start, end, next, start, end);
    }

    private static byte[] write(byte[] loaded, byte[] next, Kept kept, boolean addSource) {
        ClassReader old = new ClassReader(loaded);
        ClassWriter writer = new ClassWriter(old, 0);
        try {
            KnownOnly known = new KnownOnly(writer, kept, addSource);
            new ClassReader(next).accept(known, 0);
            if (kept == Kept.NOTHING) return writer.toByteArray();
            old.accept(new KeptOnly(writer, kept), 0);
            return MethodOrder.of(writer.toByteArray(), known.methods);
        } catch (ClassTooLargeException | MethodTooLargeException e) {
            return next;
        }
    }

    /** Drops unknown attributes: ASM copies them as they are, with indexes into the wrong constant pool. */
    private static final class KnownOnly extends ClassVisitor {
        private final Kept kept;
        private final boolean addSource;
        private final List<String> methods = new ArrayList<>();
        private String name;
        private boolean hasSource;

        KnownOnly(ClassVisitor next, Kept kept, boolean addSource) {
            super(Opcodes.ASM9, next);
            this.kept = kept;
            this.addSource = addSource;
        }

        @Override
        public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
            this.name = name;
            super.visit(version, access, name, signature, superName, interfaces);
        }

        @Override
        public void visitSource(String source, String debug) {
            hasSource = true;
            super.visitSource(source == null && addSource ? sourceOf(name) : source, debug);
        }

        @Override
        public void visitAttribute(Attribute attribute) {
            // dropped, see above
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            return new FieldVisitor(Opcodes.ASM9, super.visitField(access, name, descriptor, signature, value)) {
                @Override
                public void visitAttribute(Attribute attribute) {
                    // dropped, see above
                }
            };
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            methods.add(name + descriptor);
            if (kept.holds(name, descriptor)) return null;
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitAttribute(Attribute attribute) {
                    // dropped, see above
                }
            };
        }

        @Override
        public RecordComponentVisitor visitRecordComponent(String name, String descriptor, String signature) {
            return new RecordComponentVisitor(Opcodes.ASM9, super.visitRecordComponent(name, descriptor, signature)) {
                @Override
                public void visitAttribute(Attribute attribute) {
                    // dropped, see above
                }
            };
        }

        @Override
        public void visitEnd() {
            if (addSource && !hasSource) super.visitSource(sourceOf(name), null);
            super.visitEnd();
        }
    }

    /** Passes the loaded class's methods that are kept to the writer itself, which then copies their bytes. */
    private static final class KeptOnly extends ClassVisitor {
        private final ClassWriter to;
        private final Kept kept;

        KeptOnly(ClassWriter to, Kept kept) {
            super(Opcodes.ASM9);
            this.to = to;
            this.kept = kept;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            return kept.holds(name, descriptor) ? to.visitMethod(access, name, descriptor, signature, exceptions) : null;
        }
    }

    private static String sourceOf(String internalName) {
        String simple = internalName.substring(internalName.lastIndexOf('/') + 1);
        int dollar = simple.indexOf('$', 1);
        return (dollar < 0 ? simple : simple.substring(0, dollar)) + ".java";
    }
}
