package dev.molt.engine.view;

import dev.molt.boot.ConstructorAccess;
import dev.molt.boot.FieldAccess;
import dev.molt.boot.MethodAccess;
import dev.molt.boot.Target;
import dev.molt.engine.vm.InternalAccess;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes what {@code Method.invoke} and the like call for members that the VM does not know. The JDK's interfaces for that are internal and
 * can't be named at compile time, so our accessors get them in generated subclasses.
 */
final class Accessors {
    private final MethodHandle newMethodAccess;
    private final MethodHandle newConstructorAccess;
    private final MethodHandle newFieldAccess;
    private final ConstantCalls constants;

    /** @throws ReflectiveOperationException where this JDK has other accessors */
    Accessors(InternalAccess access, Lookup trusted) throws ReflectiveOperationException {
        newMethodAccess = subclass(access, trusted, MethodAccess.class, "MethodAccessor");
        newConstructorAccess = subclass(access, trusted, ConstructorAccess.class, "ConstructorAccessor");
        newFieldAccess = subclass(access, trusted, FieldAccess.class, "FieldAccessor");
        constants = new ConstantCalls(trusted);
    }

    /** @param target of the method's own type, with the receiver first where there is one */
    Object of(Method method, Supplier<MethodHandle> target) {
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        int count = method.getParameterCount();
        return make(newMethodAccess, method.getDeclaringClass(), isStatic, method.getParameterTypes(), target(() -> {
            MethodHandle handle = loosened(target.get().asFixedArity());
            MethodHandle spread = handle.asType(handle.type().generic()).asSpreader(Object[].class, count);
            return isStatic ? MethodHandles.dropArguments(spread, 0, Object.class) : spread;
        }));
    }

    /** The VM may not know that something is an object of an interface; whether it is was asked before. */
    private static MethodHandle loosened(MethodHandle handle) {
        MethodType loose = handle.type();
        for (int i = 0; i < loose.parameterCount(); i++) {
            if (loose.parameterType(i).isInterface()) loose = loose.changeParameterType(i, Object.class);
        }
        return loose.equals(handle.type()) ? handle : MethodHandles.explicitCastArguments(handle, loose);
    }

    /** @param target of the type {@code (A)C} */
    Object of(Constructor<?> constructor, Supplier<MethodHandle> target) {
        int count = constructor.getParameterCount();
        return make(newConstructorAccess, constructor.getDeclaringClass(), constructor.getParameterTypes(), target(() -> {
            MethodHandle handle = loosened(target.get().asFixedArity());
            return MethodHandles.dropArguments(handle.asType(handle.type().generic()).asSpreader(Object[].class, count), 0, Object.class);
        }));
    }

    /** @param getter {@code (C)T}, of a static field {@code ()T}; the setter likewise */
    Object of(Field field, boolean readOnly, Supplier<MethodHandle> getter, Supplier<MethodHandle> setter) {
        boolean isStatic = Modifier.isStatic(field.getModifiers());
        Class<?> type = field.getType().isPrimitive() ? field.getType() : Object.class;
        MethodType get = MethodType.methodType(type, Object.class);
        MethodType set = MethodType.methodType(void.class, Object.class, type);
        return make(newFieldAccess, field, readOnly, target(() -> on(isStatic, getter.get()).asType(get)),
                target(() -> on(isStatic, setter.get()).asType(set)));
    }

    private Target target(Supplier<MethodHandle> handle) {
        return new Target(handle, AnyCall::new, constants::of);
    }

    private static MethodHandle on(boolean isStatic, MethodHandle access) {
        return isStatic ? MethodHandles.dropArguments(access, 0, Object.class) : access;
    }

    private static Object make(MethodHandle constructor, Object... arguments) {
        try {
            return constructor.invokeWithArguments(arguments);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle subclass(InternalAccess access, Lookup trusted, Class<?> base, String accessor)
            throws ReflectiveOperationException {
        Constructor<?> constructor = base.getDeclaredConstructors()[0];
        MethodType type = MethodType.methodType(void.class, constructor.getParameterTypes());
        Class<?> generated = defined(base.getName() + "or");
        if (generated == null) {
            byte[] bytes = subclass(Type.getInternalName(base), Type.getInternalName(JdkMembers.internal(accessor)), type);
            generated = access.define(null, base.getName() + "or", bytes, null);
        }
        for (Method m : JdkMembers.internal(accessor).getMethods()) {
            if (!has(base, m)) throw new NoSuchMethodException("an implementation of " + m);
        }
        return trusted.findConstructor(generated, type);
    }

    private static boolean has(Class<?> base, Method wanted) {
        try {
            return base.getMethod(wanted.getName(), wanted.getParameterTypes()).getReturnType() == wanted.getReturnType();
        } catch (NoSuchMethodException e) {
            return !Modifier.isAbstract(wanted.getModifiers());
        }
    }

    private static Class<?> defined(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static byte[] subclass(String base, String accessor, MethodType constructor) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_SUPER, base + "or", null,
                base, new String[] {accessor});
        MethodVisitor init = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", constructor.toMethodDescriptorString(), null, null);
        init.visitCode();
        init.visitVarInsn(Opcodes.ALOAD, 0);
        int local = 1;
        for (Class<?> parameter : constructor.parameterList()) {
            Type type = Type.getType(parameter);
            init.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
            local += type.getSize();
        }
        init.visitMethodInsn(Opcodes.INVOKESPECIAL, base, "<init>", constructor.toMethodDescriptorString(), false);
        init.visitInsn(Opcodes.RETURN);
        init.visitMaxs(0, 0);
        init.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
