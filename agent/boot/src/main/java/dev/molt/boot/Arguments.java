package dev.molt.boot;

/** The checks that core reflection makes before it calls a member. */
final class Arguments {
    private static final boolean DETAILED = Runtime.version().feature() >= 18;

    private Arguments() {}

    /** {@link java.lang.reflect.Method#invoke} and {@link java.lang.reflect.Constructor#newInstance}: number and types. */
    static void check(Class<?>[] parameters, Object[] arguments) {
        int given = arguments == null ? 0 : arguments.length;
        if (given != parameters.length) {
            throw new IllegalArgumentException("wrong number of arguments"
                    + (DETAILED ? ": " + given + " expected: " + parameters.length : ""));
        }
        for (int i = 0; i < given; i++) {
            Class<?> parameter = parameters[i];
            boolean fits = parameter.isPrimitive() ? arguments[i] != null && widens(arguments[i].getClass(), parameter)
                    : arguments[i] == null || parameter.isInstance(arguments[i]) || Types.isInstance(parameter, arguments[i]);
            if (!fits) throw new IllegalArgumentException("argument type mismatch");
        }
    }

    /** The receiver of an instance method. */
    static void receiver(Class<?> declaring, Object receiver) {
        if (declaring.isInstance(receiver) || Types.isInstance(declaring, receiver)) return;
        if (receiver == null) throw new NullPointerException();
        throw new IllegalArgumentException(DETAILED
                ? "object of type " + receiver.getClass().getName() + " is not an instance of " + declaring.getName()
                : "object is not an instance of declaring class");
    }

    /** Whether a boxed value goes into a primitive type by unboxing and widening (JLS 5.1.2). */
    static boolean widens(Class<?> boxed, Class<?> primitive) {
        if (boxed == Integer.class) return primitive == int.class || wide(primitive);
        if (boxed == Long.class) return primitive == long.class || floating(primitive);
        if (boxed == Boolean.class) return primitive == boolean.class;
        if (boxed == Double.class) return primitive == double.class;
        if (boxed == Float.class) return floating(primitive);
        if (boxed == Character.class) return primitive == char.class || primitive == int.class || wide(primitive);
        if (boxed == Byte.class) return primitive == byte.class || primitive == short.class || primitive == int.class || wide(primitive);
        return boxed == Short.class && (primitive == short.class || primitive == int.class || wide(primitive));
    }

    private static boolean wide(Class<?> primitive) {
        return primitive == long.class || floating(primitive);
    }

    private static boolean floating(Class<?> primitive) {
        return primitive == float.class || primitive == double.class;
    }
}
