package dev.molt.engine.view;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;

/**
 * What a {@code Lookup} may use of the logical members of a class. The checks are those of the JDK, with its exceptions and messages; ours
 * is that a class which joined a nest later is no stranger to it.
 */
final class LookupAccess {
    private static final int TRUSTED = -1;

    private final MemberNames names;
    private final MethodHandle checkClass;
    private final MethodHandle checkMethod;
    private final MethodHandle checkField;
    private final MethodHandle checkAccess;
    private final MethodHandle checkCaller;

    /** @throws ReflectiveOperationException where this JDK checks otherwise */
    LookupAccess(Lookup trusted, MemberNames names) throws ReflectiveOperationException {
        this.names = names;
        checkClass = trusted.findVirtual(Lookup.class, "checkSymbolicClass", MethodType.methodType(void.class, Class.class));
        MethodType check = MethodType.methodType(void.class, byte.class, Class.class, names.type());
        checkMethod = trusted.findVirtual(Lookup.class, "checkMethod", check);
        checkField = trusted.findVirtual(Lookup.class, "checkField", check);
        checkAccess = trusted.findVirtual(Lookup.class, "checkAccess", check);
        checkCaller = trusted.findVirtual(Lookup.class, "checkSpecialCaller",
                MethodType.methodType(void.class, Class.class, Class.class));
    }

    /** That the class itself may be named. */
    void type(Lookup lookup, Class<?> type) throws IllegalAccessException {
        call(checkClass, lookup, type);
    }

    /** That {@code super} calls may be made on behalf of the caller. */
    void caller(Lookup lookup, Class<?> caller, Class<?> type) throws IllegalAccessException {
        call(checkCaller, lookup, caller, type);
    }

    /**
     * That a member which was found in a class may be accessed.
     *
     * @param kind a reference kind (JVMS 5.4.3.5)
     */
    void member(Lookup lookup, int kind, Class<?> type, Member member) throws IllegalAccessException {
        boolean isField = member instanceof Field;
        boolean write = kind == MethodHandleInfo.REF_putField || kind == MethodHandleInfo.REF_putStatic;
        Object name = names.of(member, natural(member, write));
        if (!(member instanceof Constructor)) call(isField ? checkField : checkMethod, lookup, (byte) kind, type, name);
        try {
            call(checkAccess, lookup, (byte) kind, type, name);
        } catch (IllegalAccessException e) {
            if (!isNestMate(lookup, member) || write && Modifier.isFinal(member.getModifiers())) throw e;
        }
    }

    /** Whether the lookup is one of the JDK's own, that may all. */
    static boolean isTrusted(Lookup lookup) {
        return lookup.lookupModes() == TRUSTED;
    }

    /** The refusal of a write to a field that stays as it is. */
    IllegalAccessException isFinal(Lookup lookup, Field field) {
        String what = Modifier.isStatic(field.getModifiers()) ? "static final field has no write access" : "final field has no write access";
        return names.failure(names.of(field, natural(field, true)), what, lookup);
    }

    /** The kind of reference that a member is accessed by. */
    static byte natural(Member member, boolean write) {
        boolean isStatic = Modifier.isStatic(member.getModifiers());
        int kind;
        if (member instanceof Constructor) kind = MethodHandleInfo.REF_newInvokeSpecial;
        else if (member instanceof Field && write) kind = isStatic ? MethodHandleInfo.REF_putStatic : MethodHandleInfo.REF_putField;
        else if (member instanceof Field) kind = isStatic ? MethodHandleInfo.REF_getStatic : MethodHandleInfo.REF_getField;
        else if (isStatic) kind = MethodHandleInfo.REF_invokeStatic;
        else kind = member.getDeclaringClass().isInterface() ? MethodHandleInfo.REF_invokeInterface : MethodHandleInfo.REF_invokeVirtual;
        return (byte) kind;
    }

    /** A class that joined a nest later is its own host to the VM. */
    private static boolean isNestMate(Lookup lookup, Member member) {
        Class<?> from = lookup.lookupClass();
        return Modifier.isPrivate(member.getModifiers()) && (lookup.lookupModes() & Lookup.PRIVATE) != 0
                && samePackage(from, member.getDeclaringClass()) && outermost(from).equals(outermost(member.getDeclaringClass()));
    }

    private static String outermost(Class<?> type) {
        String name = type.getNestHost().getName();
        int dollar = name.indexOf('$', name.lastIndexOf('.') + 2);
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    /** Whether a receiver must be of the lookup class, since the access is to a protected member of another package. */
    static boolean restricts(Lookup lookup, Member member) {
        return Modifier.isProtected(member.getModifiers()) && !Modifier.isStatic(member.getModifiers())
                && !samePackage(lookup.lookupClass(), member.getDeclaringClass());
    }

    private static boolean samePackage(Class<?> a, Class<?> b) {
        return a.getClassLoader() == b.getClassLoader() && a.getPackageName().equals(b.getPackageName());
    }

    private static void call(MethodHandle check, Object... arguments) throws IllegalAccessException {
        try {
            check.invokeWithArguments(arguments);
        } catch (IllegalAccessException e) {
            throw e;
        } catch (Throwable e) {
            throw JdkUnsafe.unchecked(e);
        }
    }
}
