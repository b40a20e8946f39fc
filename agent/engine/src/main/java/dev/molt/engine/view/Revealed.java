package dev.molt.engine.view;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;

/**
 * The symbolic reference behind a handle to a member of an evolved class.
 *
 * @param member the member as reflection shows it
 * @param kind the reference kind (JVMS 5.4.3.5)
 */
record Revealed(Member member, int kind, LookupAccess access) implements MethodHandleInfo {

    /** @throws IllegalArgumentException where the member is out of the lookup's reach */
    void check(Lookup lookup) {
        if (LookupAccess.isTrusted(lookup)) return;
        try {
            access.member(lookup, kind, getDeclaringClass(), member);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public int getReferenceKind() {
        return kind;
    }

    @Override
    public Class<?> getDeclaringClass() {
        return member.getDeclaringClass();
    }

    @Override
    public String getName() {
        return member instanceof Constructor ? "<init>" : member.getName();
    }

    @Override
    public MethodType getMethodType() {
        if (member instanceof Method m) return MethodType.methodType(m.getReturnType(), m.getParameterTypes());
        if (member instanceof Constructor<?> c) return MethodType.methodType(void.class, c.getParameterTypes());
        Class<?> type = ((Field) member).getType();
        return kind == REF_putField || kind == REF_putStatic ? MethodType.methodType(void.class, type) : MethodType.methodType(type);
    }

    @Override
    public <T extends Member> T reflectAs(Class<T> expected, Lookup lookup) {
        check(lookup);
        return expected.cast(member);
    }

    @Override
    public int getModifiers() {
        return member.getModifiers();
    }

    @Override
    public String toString() {
        return MethodHandleInfo.toString(kind, getDeclaringClass(), getName(), getMethodType());
    }
}
