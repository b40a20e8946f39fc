package dev.molt.test.linkage.fork;

import dev.molt.engine.evolve.Member;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Lets methods of JDK classes ask for overrides. */
final class Prologues {
    private static final String OVERRIDES = "dev/molt/boot/Overrides";

    private Prologues() {}

    static void add(Class<?> type, String name, String descriptor) throws Exception {
        int id = Lab.runtime().overridable(type, new Member(name, descriptor));
        Instrumentation instrumentation = Lab.instrumentation();
        List<Throwable> failures = new ArrayList<>();
        ClassFileTransformer transformer = new ClassFileTransformer() {
            @Override
            public byte[] transform(ClassLoader loader, String in, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
                if (redefined != type) return null;
                try {
                    return withPrologue(bytes, name, descriptor, id);
                } catch (Throwable t) {
                    failures.add(t);
                    return null;
                }
            }
        };
        instrumentation.addTransformer(transformer, true);
        instrumentation.retransformClasses(type);
        if (!failures.isEmpty()) throw new IllegalStateException(failures.get(0));
    }

    private static byte[] withPrologue(byte[] bytes, String method, String descriptor, int id) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String of, String signature, String[] exceptions) {
                MethodVisitor next = super.visitMethod(access, name, of, signature, exceptions);
                if (!name.equals(method) || !of.equals(descriptor)) return next;
                return new MethodVisitor(Opcodes.ASM9, next) {
                    @Override
                    public void visitCode() {
                        super.visitCode();
                        prologue(this, reader.getClassName(), descriptor, id);
                    }
                };
            }
        }, ClassReader.EXPAND_FRAMES);
        return writer.toByteArray();
    }

    private static void prologue(MethodVisitor code, String owner, String descriptor, int id) {
        Label body = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitIntInsn(Opcodes.SIPUSH, id);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, OVERRIDES, "test", "(Ljava/lang/Object;I)Z", false);
        code.visitJumpInsn(Opcodes.IFEQ, body);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitIntInsn(Opcodes.SIPUSH, id);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, OVERRIDES, "target", "(Ljava/lang/Object;I)Ljava/lang/invoke/MethodHandle;", false);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        int local = 1;
        for (Type t : Type.getArgumentTypes(descriptor)) {
            code.visitVarInsn(t.getOpcode(Opcodes.ILOAD), local);
            local += t.getSize();
        }
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/invoke/MethodHandle", "invokeExact", "(L" + owner + ";" + descriptor.substring(1), false);
        code.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        code.visitLabel(body);
        Object[] locals = new Object[local];
        locals[0] = owner;
        int i = 1;
        for (Type t : Type.getArgumentTypes(descriptor)) locals[i++] = t.getInternalName();
        code.visitFrame(Opcodes.F_NEW, i, locals, 0, new Object[0]);
        code.visitInsn(Opcodes.NOP);
    }
}
