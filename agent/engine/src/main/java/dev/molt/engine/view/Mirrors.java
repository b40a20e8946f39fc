package dev.molt.engine.view;

import dev.molt.engine.evolve.Evolution;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.security.ProtectionDomain;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.ModuleVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;

/**
 * Defines mirrors: hidden classes that declare what an evolved class declares logically, and nothing that runs.
 *
 * <p>The VM itself reads the declarations then: modifiers, generic signatures, annotations, names of parameters. A hidden class
 * (JEP 371) lives in the loader and package of the evolved one, so that every type resolves as it does there; the class's own name means
 * the class itself, since a hidden class is found by no name.
 */
final class Mirrors {
    private static final int HIDDEN = 2;

    private final MethodHandle define;

    Mirrors(Lookup trusted) throws ReflectiveOperationException {
        Class<?> access = Class.forName("jdk.internal.access.JavaLangAccess", false, null);
        Class<?> secrets = Class.forName("jdk.internal.access.SharedSecrets", true, null);
        VarHandle instance = trusted.findStaticVarHandle(secrets, "javaLangAccess", access);
        define = trusted.findVirtual(access, "defineClass", MethodType.methodType(Class.class, ClassLoader.class, Class.class,
                String.class, byte[].class, ProtectionDomain.class, boolean.class, int.class, Object.class)).bindTo(instance.get());
    }

    /** @throws LinkageError where the VM does not take the declarations of the logical class */
    Class<?> define(Class<?> type, Evolution evolution) {
        byte[] bytes = declarations(evolution.logical());
        try {
            return (Class<?>) define.invoke(type.getClassLoader(), type, type.getName(), bytes, type.getProtectionDomain(), false,
                    HIDDEN, (Object) null);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] declarations(byte[] logical) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(logical).accept(new Declarations(writer), ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    /** Leaves out supertypes, nests, permissions and code, each of which would bind the mirror to more than it needs. */
    private static final class Declarations extends ClassVisitor {
        Declarations(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
            String kept = "java/lang/Record".equals(superName) ? superName : "java/lang/Object";
            super.visit(version, access, name, signature, kept, null);
        }

        @Override
        public void visitSource(String source, String debug) {}

        @Override
        public ModuleVisitor visitModule(String name, int access, String version) {
            return null;
        }

        @Override
        public void visitNestHost(String nestHost) {}

        @Override
        public void visitNestMember(String nestMember) {}

        @Override
        public void visitPermittedSubclass(String permittedSubclass) {}

        @Override
        public void visitOuterClass(String owner, String name, String descriptor) {}

        @Override
        public void visitInnerClass(String name, String outerName, String innerName, int access) {}

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            if (name.equals("<clinit>")) return null;
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
            int locals = Type.getArgumentsAndReturnSizes(descriptor) >> 2;
            return (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0 ? method : new NoCode(method, locals);
        }
    }

    /** Puts {@code throw null} in the place of code. */
    private static final class NoCode extends MethodVisitor {
        private final MethodVisitor method;
        private final int locals;

        NoCode(MethodVisitor method, int locals) {
            super(Opcodes.ASM9);
            this.method = method;
            this.locals = locals;
        }

        @Override
        public void visitParameter(String name, int access) {
            method.visitParameter(name, access);
        }

        @Override
        public AnnotationVisitor visitAnnotationDefault() {
            return method.visitAnnotationDefault();
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return method.visitAnnotation(descriptor, visible);
        }

        @Override
        public AnnotationVisitor visitTypeAnnotation(int typeRef, TypePath path, String descriptor, boolean visible) {
            return method.visitTypeAnnotation(typeRef, path, descriptor, visible);
        }

        @Override
        public void visitAnnotableParameterCount(int count, boolean visible) {
            method.visitAnnotableParameterCount(count, visible);
        }

        @Override
        public AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean visible) {
            return method.visitParameterAnnotation(parameter, descriptor, visible);
        }

        @Override
        public void visitEnd() {
            method.visitCode();
            method.visitInsn(Opcodes.ACONST_NULL);
            method.visitInsn(Opcodes.ATHROW);
            method.visitMaxs(1, locals);
            method.visitEnd();
        }
    }
}
