package dev.molt.engine.view;

import dev.molt.boot.MemberCall;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Gives a handle a hidden class (JEP 371) in which it is a constant, so that the JIT inlines what it does. The class is unloaded with the
 * call that is made of it, and its frames are in no stack trace.
 */
final class ConstantCalls {
    private static final String BASE = Type.getInternalName(MemberCall.class);
    private static final String HANDLE = Type.getInternalName(MethodHandle.class);
    private static final ConstantDynamic DATA = new ConstantDynamic("_", Type.getDescriptor(MethodHandle.class),
            new Handle(Opcodes.H_INVOKESTATIC, Type.getInternalName(MethodHandles.class), "classData",
                    MethodType.methodType(Object.class, Lookup.class, String.class, Class.class).toMethodDescriptorString(), false));
    private static final MethodType CONSTRUCTOR = MethodType.methodType(void.class);

    private final Lookup lookup;

    ConstantCalls(Lookup trusted) {
        lookup = trusted.in(MemberCall.class);
    }

    /** @param handle {@code (Object, Object[])Object}, or {@code (Object)T} or {@code (Object, T)void} of a field, T primitive or Object */
    MemberCall of(MethodHandle handle) {
        try {
            Class<?> defined = lookup.defineHiddenClassWithClassData(bytes(handle.type()), handle, true).lookupClass();
            return (MemberCall) lookup.findConstructor(defined, CONSTRUCTOR).invoke();
        } catch (Throwable e) {
            throw JdkUnsafe.unchecked(e);
        }
    }

    private static byte[] bytes(MethodType type) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_SUPER, BASE + "$Constant", null, BASE, null);
        MethodVisitor init = writer.visitMethod(0, "<init>", CONSTRUCTOR.toMethodDescriptorString(), null, null);
        init.visitCode();
        init.visitVarInsn(Opcodes.ALOAD, 0);
        init.visitMethodInsn(Opcodes.INVOKESPECIAL, BASE, "<init>", CONSTRUCTOR.toMethodDescriptorString(), false);
        init.visitInsn(Opcodes.RETURN);
        end(init);
        if (type.parameterCount() == 2 && type.parameterType(1) == Object[].class) {
            call(writer, "invoke", type, type);
        } else if (type.returnType() == void.class) {
            call(writer, "set", type.changeParameterType(1, Object.class), type);
            if (type.parameterType(1).isPrimitive()) call(writer, "set" + suffix(type.parameterType(1)), type, type);
        } else {
            call(writer, "get", type.changeReturnType(Object.class), type);
            if (type.returnType().isPrimitive()) call(writer, "get" + suffix(type.returnType()), type, type);
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** A method that calls the handle, which boxes and unboxes where the two types differ. */
    private static void call(ClassWriter writer, String name, MethodType method, MethodType handle) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, name, method.toMethodDescriptorString(), null, null);
        code.visitCode();
        code.visitLdcInsn(DATA);
        int local = 1;
        for (Class<?> parameter : method.parameterList()) {
            Type type = Type.getType(parameter);
            code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
            local += type.getSize();
        }
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE, method.equals(handle) ? "invokeExact" : "invoke", method.toMethodDescriptorString(),
                false);
        code.visitInsn(Type.getType(method.returnType()).getOpcode(Opcodes.IRETURN));
        end(code);
    }

    private static void end(MethodVisitor code) {
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static String suffix(Class<?> primitive) {
        return Character.toUpperCase(primitive.getName().charAt(0)) + primitive.getName().substring(1);
    }
}
