package dev.molt.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * The engine's side of {@link Lookups}. Reference kinds are those of {@link MethodHandleInfo}. Null is the answer where no evolved class is
 * concerned, so that the JDK answers.
 */
public interface LogicalLookup {
    /** @param caller of an {@code invokespecial}, else null */
    MethodHandle method(Lookup lookup, int kind, Class<?> type, String name, MethodType descriptor, Class<?> caller)
            throws NoSuchMethodException, IllegalAccessException;

    MethodHandle constructor(Lookup lookup, Class<?> type, MethodType descriptor) throws NoSuchMethodException, IllegalAccessException;

    MethodHandle field(Lookup lookup, int kind, Class<?> type, String name, Class<?> fieldType)
            throws NoSuchFieldException, IllegalAccessException;

    VarHandle variable(Lookup lookup, boolean isStatic, Class<?> type, String name, Class<?> fieldType)
            throws NoSuchFieldException, IllegalAccessException;

    /** @param special whether as an {@code invokespecial} of the caller, which else is null */
    MethodHandle reflected(Lookup lookup, Method method, Class<?> caller, boolean special) throws IllegalAccessException;

    MethodHandle reflected(Lookup lookup, Constructor<?> constructor) throws IllegalAccessException;

    MethodHandle reflected(Lookup lookup, Field field, boolean write) throws IllegalAccessException;

    VarHandle variable(Lookup lookup, Field field) throws IllegalAccessException;

    /** Whether a lambda has to call this handle, one that {@link #method} made. The JDK's lambdas can't do so with a constructor's. */
    boolean isCalledByHandle(MethodHandle implementation);

    /** The value of a constant; null where it is null, or no evolved class is concerned. */
    Object constant(Lookup lookup, String name, Class<?> type, Class<?> declaring) throws ReflectiveOperationException;

    MethodHandleInfo reveal(Lookup lookup, MethodHandle handle);

    /** The field of that name that the class declares itself, where it is an instance field that the VM does not know; without access check. */
    Field added(Class<?> type, String name);

    /** A variable handle to such a field. */
    VarHandle variable(Field added);
}
