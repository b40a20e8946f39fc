package dev.molt.boot;

import java.lang.invoke.MethodType;

/** Widening primitive conversion of boxed values (JLS 5.1.2). */
final class Widening {
    private Widening() {}

    /** The box of a primitive type. */
    static Class<?> box(Class<?> primitive) {
        if (primitive == int.class) return Integer.class;
        if (primitive == long.class) return Long.class;
        if (primitive == boolean.class) return Boolean.class;
        if (primitive == double.class) return Double.class;
        return MethodType.methodType(primitive).wrap().returnType();
    }

    /** A boxed value as one of another primitive type; it must fit. */
    static Object to(Class<?> primitive, Object value) {
        if (box(primitive) == value.getClass()) return value;
        if (value instanceof Character c) return to(primitive, (int) c);
        Number number = (Number) value;
        if (primitive == short.class) return number.shortValue();
        if (primitive == int.class) return number.intValue();
        if (primitive == long.class) return number.longValue();
        if (primitive == float.class) return number.floatValue();
        return number.doubleValue();
    }
}
