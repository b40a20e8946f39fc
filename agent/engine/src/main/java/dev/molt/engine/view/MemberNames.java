package dev.molt.engine.view;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;

/**
 * How {@code java.lang.invoke} names members, which its checks are made on. Our names have no place in the VM: nothing that resolves or
 * calls a member may be given one.
 */
final class MemberNames {
    private static final int FINAL = 0x10;

    private final Class<?> type;
    private final MethodHandle create;
    private final MethodHandle init;
    private final MethodHandle flagsMods;
    private final MethodHandle ofHandle;
    private final MethodHandle copy;
    private final VarHandle flags;
    private final MethodHandle failure;
    private final MethodHandle makeVariable;
    private final boolean takesType;
    private final AccessModes modes;
    private final MethodHandle filter;
    private final int isMethod;
    private final int isConstructor;
    private final int isField;

    /** @throws ReflectiveOperationException where this JDK has other names */
    MemberNames(Lookup trusted) throws ReflectiveOperationException {
        type = Class.forName("java.lang.invoke.MemberName", true, null);
        create = trusted.findConstructor(type, MethodType.methodType(void.class));
        init = trusted.findVirtual(type, "init",
                MethodType.methodType(void.class, Class.class, String.class, Object.class, int.class));
        flagsMods = trusted.findStatic(type, "flagsMods", MethodType.methodType(int.class, int.class, int.class, byte.class));
        ofHandle = trusted.findVirtual(MethodHandle.class, "internalMemberName", MethodType.methodType(type));
        copy = trusted.findVirtual(type, "clone", MethodType.methodType(type));
        flags = trusted.findVarHandle(type, "flags", int.class);
        failure = trusted.findVirtual(type, "makeAccessException",
                MethodType.methodType(IllegalAccessException.class, String.class, Object.class));
        isMethod = (int) trusted.findStaticVarHandle(type, "IS_METHOD", int.class).get();
        isConstructor = (int) trusted.findStaticVarHandle(type, "IS_CONSTRUCTOR", int.class).get();
        isField = (int) trusted.findStaticVarHandle(type, "IS_FIELD", int.class).get();
        Class<?> handles = Class.forName("java.lang.invoke.VarHandles", true, null);
        takesType = Runtime.version().feature() < 22;
        MethodType make = MethodType.methodType(VarHandle.class, type, Class.class, boolean.class);
        modes = AccessModes.of(trusted);
        filter = trusted.findStatic(handles, "filterCoordinates",
                MethodType.methodType(VarHandle.class, VarHandle.class, int.class, MethodHandle[].class));
        makeVariable = trusted.findStatic(handles, "makeFieldHandle", takesType ? make.insertParameterTypes(2, Class.class) : make);
    }

    /** {@code java.lang.invoke.MemberName}. */
    Class<?> type() {
        return type;
    }

    /** @param kind a reference kind (JVMS 5.4.3.5) that fits the member */
    Object of(Member member, byte kind) {
        if (member instanceof Method m) {
            return of(m, m.getName(), MethodType.methodType(m.getReturnType(), m.getParameterTypes()), isMethod, kind);
        }
        if (member instanceof Constructor<?> c) {
            return of(c, "<init>", MethodType.methodType(void.class, c.getParameterTypes()), isConstructor, kind);
        }
        return of(member, member.getName(), ((Field) member).getType(), isField, kind);
    }

    private Object of(Member member, String name, Object type, int what, byte kind) {
        try {
            Object made = create.invoke();
            init.invoke(made, member.getDeclaringClass(), name, type, (int) flagsMods.invoke(what, member.getModifiers(), kind));
            return made;
        } catch (Throwable e) {
            throw JdkUnsafe.unchecked(e);
        }
    }

    /** What the JDK throws, with its own words on the member and on who asks. */
    IllegalAccessException failure(Object name, String message, Lookup lookup) {
        try {
            return (IllegalAccessException) failure.invoke(name, message, (Object) lookup);
        } catch (Throwable e) {
            throw JdkUnsafe.unchecked(e);
        }
    }

    /**
     * A variable handle to a field that the VM has.
     *
     * @param getter the direct handle that reads the field
     * @param receiver the type of the coordinate, where there is one
     * @param readOnly whether it takes no writes, whatever the VM knows of the field
     */
    VarHandle variable(MethodHandle getter, Class<?> receiver, boolean readOnly) {
        try {
            Object name = copy.invoke(ofHandle.invoke(getter));
            int now = (int) flags.get(name);
            flags.set(name, readOnly ? now | FINAL : now & ~FINAL);
            Class<?> fieldType = getter.type().returnType();
            return takesType ? (VarHandle) makeVariable.invoke(name, receiver, fieldType, false)
                    : (VarHandle) makeVariable.invoke(name, receiver, false);
        } catch (Throwable e) {
            throw JdkUnsafe.unchecked(e);
        }
    }

    /**
     * A variable handle that finds what it accesses first.
     *
     * @param filter makes the coordinate of one of the other; declares no checked exception
     */
    VarHandle filtered(VarHandle variable, MethodHandle filter) {
        try {
            return modes.asThoseOf(variable, (VarHandle) this.filter.invoke(variable, 0, new MethodHandle[] {filter}));
        } catch (Throwable e) {
            throw JdkUnsafe.unchecked(e);
        }
    }
}
