package dev.molt.engine.view;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;

/**
 * How the JDK makes its reflective objects: the native queries of {@code java.lang.Class}, and the constructors that only the VM and
 * {@code java.lang.reflect} call.
 */
final class JdkMembers {
    private final MethodHandle declaredMethods;
    private final MethodHandle declaredFields;
    private final MethodHandle declaredConstructors;
    private final MethodHandle recordComponents;
    private final MethodHandle newMethod;
    private final MethodHandle newField;
    private final MethodHandle newConstructor;
    private final MethodHandle newParameter;
    private final Parts methodParts;
    private final Parts constructorParts;
    private final Parts fieldParts;
    private final VarHandle annotationDefault;
    private final VarHandle methodAccessor;
    private final VarHandle constructorAccessor;
    private final VarHandle fieldAccessor;
    private final VarHandle overrideFieldAccessor;
    private final VarHandle componentClass;
    private final VarHandle componentAccessor;

    /** What every member keeps besides its name and types. */
    private record Parts(VarHandle slot, VarHandle root, VarHandle signature, VarHandle annotations, VarHandle parameterAnnotations) {
        static Parts of(Lookup trusted, Class<?> type, boolean executable) throws ReflectiveOperationException {
            return new Parts(trusted.findVarHandle(type, "slot", int.class), trusted.findVarHandle(type, "root", type),
                    trusted.findVarHandle(type, "signature", String.class), trusted.findVarHandle(type, "annotations", byte[].class),
                    executable ? trusted.findVarHandle(type, "parameterAnnotations", byte[].class) : null);
        }
    }

    /** @throws ReflectiveOperationException where this JDK makes them otherwise */
    JdkMembers(Lookup trusted) throws ReflectiveOperationException {
        declaredMethods = trusted.findVirtual(Class.class, "getDeclaredMethods0", MethodType.methodType(Method[].class, boolean.class));
        declaredFields = trusted.findVirtual(Class.class, "getDeclaredFields0", MethodType.methodType(Field[].class, boolean.class));
        declaredConstructors = trusted.findVirtual(Class.class, "getDeclaredConstructors0",
                MethodType.methodType(Constructor[].class, boolean.class));
        recordComponents = trusted.findVirtual(Class.class, "getRecordComponents0", MethodType.methodType(RecordComponent[].class));
        newMethod = trusted.findConstructor(Method.class, MethodType.methodType(void.class, Class.class, String.class, Class[].class,
                Class.class, Class[].class, int.class, int.class, String.class, byte[].class, byte[].class, byte[].class));
        newField = trusted.findConstructor(Field.class, MethodType.methodType(void.class, Class.class, String.class, Class.class,
                int.class, boolean.class, int.class, String.class, byte[].class));
        newConstructor = trusted.findConstructor(Constructor.class, MethodType.methodType(void.class, Class.class, Class[].class,
                Class[].class, int.class, int.class, String.class, byte[].class, byte[].class));
        newParameter = trusted.findConstructor(Parameter.class,
                MethodType.methodType(void.class, String.class, int.class, Executable.class, int.class));
        methodParts = Parts.of(trusted, Method.class, true);
        constructorParts = Parts.of(trusted, Constructor.class, true);
        fieldParts = Parts.of(trusted, Field.class, false);
        annotationDefault = trusted.findVarHandle(Method.class, "annotationDefault", byte[].class);
        methodAccessor = trusted.findVarHandle(Method.class, "methodAccessor", internal("MethodAccessor"));
        constructorAccessor = trusted.findVarHandle(Constructor.class, "constructorAccessor", internal("ConstructorAccessor"));
        fieldAccessor = trusted.findVarHandle(Field.class, "fieldAccessor", internal("FieldAccessor"));
        overrideFieldAccessor = trusted.findVarHandle(Field.class, "overrideFieldAccessor", internal("FieldAccessor"));
        componentClass = trusted.findVarHandle(RecordComponent.class, "clazz", Class.class);
        componentAccessor = trusted.findVarHandle(RecordComponent.class, "accessor", Method.class);
    }

    static Class<?> internal(String name) throws ClassNotFoundException {
        return Class.forName("jdk.internal.reflect." + name, false, null);
    }

    Method[] methods(Class<?> type, boolean publicOnly) {
        return (Method[]) call(declaredMethods, type, publicOnly);
    }

    Field[] fields(Class<?> type, boolean publicOnly) {
        return (Field[]) call(declaredFields, type, publicOnly);
    }

    Constructor<?>[] constructors(Class<?> type, boolean publicOnly) {
        return (Constructor<?>[]) call(declaredConstructors, type, publicOnly);
    }

    RecordComponent[] components(Class<?> type) {
        return (RecordComponent[]) call(recordComponents, type);
    }

    int slot(Object member) {
        return (int) parts(member).slot.get(member);
    }

    /** The object that the copies of a member share, which is itself where it is no copy. */
    Object root(Object member) {
        Object root = parts(member).root.get(member);
        return root == null ? member : root;
    }

    /** The mirror's method, as one of another class and slot. */
    Method as(Method mirror, Class<?> type, int slot) {
        return (Method) call(newMethod, type, mirror.getName(), mirror.getParameterTypes(), mirror.getReturnType(),
                exceptions(mirror, type), mirror.getModifiers(), slot, methodParts.signature.get(mirror),
                methodParts.annotations.get(mirror), methodParts.parameterAnnotations.get(mirror), annotationDefault.get(mirror));
    }

    Constructor<?> as(Constructor<?> mirror, Class<?> type, int slot) {
        return (Constructor<?>) call(newConstructor, type, mirror.getParameterTypes(), exceptions(mirror, type),
                mirror.getModifiers(), slot, constructorParts.signature.get(mirror), constructorParts.annotations.get(mirror),
                constructorParts.parameterAnnotations.get(mirror));
    }

    /** A hidden class that names itself there means itself (JVMS 4.7.5); descriptors name the class that it stands for. */
    private static Class<?>[] exceptions(Executable mirror, Class<?> type) {
        Class<?>[] exceptions = mirror.getExceptionTypes();
        for (int i = 0; i < exceptions.length; i++) {
            if (exceptions[i] == mirror.getDeclaringClass()) exceptions[i] = type;
        }
        return exceptions;
    }

    /** @param trustedFinal whether no reflection may write it, accessible or not */
    Field as(Field mirror, Class<?> type, boolean trustedFinal, int slot) {
        return (Field) call(newField, type, mirror.getName(), mirror.getType(), mirror.getModifiers(), trustedFinal, slot,
                fieldParts.signature.get(mirror), fieldParts.annotations.get(mirror));
    }

    Parameter as(Parameter mirror, Executable member, int index) {
        return (Parameter) call(newParameter, mirror.isNamePresent() ? mirror.getName() : null, mirror.getModifiers(), member, index);
    }

    /** Makes the mirror's component one of another class. */
    void adopt(RecordComponent mirror, Class<?> type, Method accessor) {
        componentClass.set(mirror, type);
        componentAccessor.set(mirror, accessor);
    }

    void accessor(Method root, Object accessor) {
        methodAccessor.set(root, accessor);
    }

    void accessor(Constructor<?> root, Object accessor) {
        constructorAccessor.set(root, accessor);
    }

    /** @param accessible the accessor for copies on which {@code setAccessible} was called */
    void accessors(Field root, Object plain, Object accessible) {
        fieldAccessor.set(root, plain);
        overrideFieldAccessor.set(root, accessible);
    }

    private Parts parts(Object member) {
        return member instanceof Method ? methodParts : member instanceof Field ? fieldParts : constructorParts;
    }

    private static Object call(MethodHandle handle, Object... arguments) {
        try {
            return handle.invokeWithArguments(arguments);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
