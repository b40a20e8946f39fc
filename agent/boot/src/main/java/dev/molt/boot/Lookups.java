package dev.molt.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** What {@code MethodHandles.Lookup} asks first: the methods have its names, and answer with null to let it go on. */
public final class Lookups {
    private static volatile LogicalLookup lookups;

    private Lookups() {}

    /** Called by the engine before the first evolved class is published, and with null when the last one is gone. */
    public static void install(LogicalLookup engine) {
        lookups = engine;
    }

    static LogicalLookup engine() {
        return lookups;
    }

    public static MethodHandle findStatic(Lookup lookup, Class<?> type, String name, MethodType descriptor)
            throws NoSuchMethodException, IllegalAccessException {
        LogicalLookup l = lookups;
        return l == null ? null : l.method(lookup, MethodHandleInfo.REF_invokeStatic, type, name, descriptor, null);
    }

    public static MethodHandle findVirtual(Lookup lookup, Class<?> type, String name, MethodType descriptor)
            throws NoSuchMethodException, IllegalAccessException {
        LogicalLookup l = lookups;
        return l == null ? null : l.method(lookup, MethodHandleInfo.REF_invokeVirtual, type, name, descriptor, null);
    }

    public static MethodHandle findSpecial(Lookup lookup, Class<?> type, String name, MethodType descriptor, Class<?> caller)
            throws NoSuchMethodException, IllegalAccessException {
        LogicalLookup l = lookups;
        return l == null ? null : l.method(lookup, MethodHandleInfo.REF_invokeSpecial, type, name, descriptor, caller);
    }

    public static MethodHandle bind(Lookup lookup, Object receiver, String name, MethodType descriptor)
            throws NoSuchMethodException, IllegalAccessException {
        MethodHandle handle = receiver == null ? null : findVirtual(lookup, receiver.getClass(), name, descriptor);
        return handle == null ? null : handle.bindTo(receiver).withVarargs(handle.isVarargsCollector());
    }

    public static MethodHandle findConstructor(Lookup lookup, Class<?> type, MethodType descriptor)
            throws NoSuchMethodException, IllegalAccessException {
        LogicalLookup l = lookups;
        return l == null ? null : l.constructor(lookup, type, descriptor);
    }

    public static MethodHandle findGetter(Lookup lookup, Class<?> type, String name, Class<?> fieldType)
            throws NoSuchFieldException, IllegalAccessException {
        return field(lookup, MethodHandleInfo.REF_getField, type, name, fieldType);
    }

    public static MethodHandle findSetter(Lookup lookup, Class<?> type, String name, Class<?> fieldType)
            throws NoSuchFieldException, IllegalAccessException {
        return field(lookup, MethodHandleInfo.REF_putField, type, name, fieldType);
    }

    public static MethodHandle findStaticGetter(Lookup lookup, Class<?> type, String name, Class<?> fieldType)
            throws NoSuchFieldException, IllegalAccessException {
        return field(lookup, MethodHandleInfo.REF_getStatic, type, name, fieldType);
    }

    public static MethodHandle findStaticSetter(Lookup lookup, Class<?> type, String name, Class<?> fieldType)
            throws NoSuchFieldException, IllegalAccessException {
        return field(lookup, MethodHandleInfo.REF_putStatic, type, name, fieldType);
    }

    private static MethodHandle field(Lookup lookup, int kind, Class<?> type, String name, Class<?> fieldType)
            throws NoSuchFieldException, IllegalAccessException {
        LogicalLookup l = lookups;
        return l == null ? null : l.field(lookup, kind, type, name, fieldType);
    }

    public static VarHandle findVarHandle(Lookup lookup, Class<?> type, String name, Class<?> fieldType)
            throws NoSuchFieldException, IllegalAccessException {
        LogicalLookup l = lookups;
        return l == null ? null : l.variable(lookup, false, type, name, fieldType);
    }

    public static VarHandle findStaticVarHandle(Lookup lookup, Class<?> type, String name, Class<?> fieldType)
            throws NoSuchFieldException, IllegalAccessException {
        LogicalLookup l = lookups;
        return l == null ? null : l.variable(lookup, true, type, name, fieldType);
    }

    public static MethodHandle unreflect(Lookup lookup, Method method) throws IllegalAccessException {
        LogicalLookup l = lookups;
        return l == null ? null : l.reflected(lookup, method, null, false);
    }

    public static MethodHandle unreflectSpecial(Lookup lookup, Method method, Class<?> caller) throws IllegalAccessException {
        LogicalLookup l = lookups;
        return l == null ? null : l.reflected(lookup, method, caller, true);
    }

    public static MethodHandle unreflectConstructor(Lookup lookup, Constructor<?> constructor) throws IllegalAccessException {
        LogicalLookup l = lookups;
        return l == null ? null : l.reflected(lookup, constructor);
    }

    public static MethodHandle unreflectGetter(Lookup lookup, Field field) throws IllegalAccessException {
        LogicalLookup l = lookups;
        return l == null ? null : l.reflected(lookup, field, false);
    }

    public static MethodHandle unreflectSetter(Lookup lookup, Field field) throws IllegalAccessException {
        LogicalLookup l = lookups;
        return l == null ? null : l.reflected(lookup, field, true);
    }

    public static VarHandle unreflectVarHandle(Lookup lookup, Field field) throws IllegalAccessException {
        LogicalLookup l = lookups;
        return l == null ? null : l.variable(lookup, field);
    }

    public static MethodHandleInfo revealDirect(Lookup lookup, MethodHandle handle) {
        LogicalLookup l = lookups;
        return l == null ? null : l.reveal(lookup, handle);
    }

    /** Whether a lambda calls its implementation by the handle that it was given, since no bytecode can name it. */
    public static boolean byHandle(boolean anyway, MethodHandle implementation) {
        LogicalLookup l = lookups;
        return anyway || l != null && l.isCalledByHandle(implementation);
    }

    /** What {@code ConstantBootstraps} of that name asks; null also where the constant is null. */
    public static Object getStaticFinal(Lookup lookup, String name, Class<?> type, Class<?> declaring) {
        LogicalLookup l = lookups;
        if (l == null || lookup == null) return null;
        try {
            return l.constant(lookup, name, type, declaring);
        } catch (NoSuchFieldException e) {
            throw (Error) new NoSuchFieldError(e.getMessage()).initCause(e);
        } catch (IllegalAccessException e) {
            throw (Error) new IllegalAccessError(e.getMessage()).initCause(e);
        } catch (ReflectiveOperationException e) {
            throw (Error) new IncompatibleClassChangeError(e.getMessage()).initCause(e);
        }
    }
}
