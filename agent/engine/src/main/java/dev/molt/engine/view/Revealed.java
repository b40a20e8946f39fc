package dev.molt.engine.view;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;

/** The symbolic reference behind a handle to a member of an evolved class. */
record Revealed(Member member, int kind, MethodType type) implements MethodHandleInfo {

    static Revealed of(Member member, int kind) {
        if (member instanceof Method m) return new Revealed(m, kind, MethodType.methodType(m.getReturnType(), m.getParameterTypes()));
        if (member instanceof Constructor<?> c) return new Revealed(c, kind, MethodType.methodType(void.class, c.getParameterTypes()));
        Class<?> type = ((Field) member).getType();
        boolean write = kind == REF_putField || kind == REF_putStatic;
        return new Revealed(member, kind, write ? MethodType.methodType(void.class, type) : MethodType.methodType(type));
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
        return type;
    }

    @Override
    public <T extends Member> T reflectAs(Class<T> expected, Lookup lookup) {
        return expected.cast(member);
    }

    @Override
    public int getModifiers() {
        return member.getModifiers();
    }

    @Override
    public String toString() {
        return MethodHandleInfo.toString(kind, getDeclaringClass(), getName(), type);
    }
}
