package dev.molt.boot;

/** What code asks about types instead of the VM, while there are objects that the VM does not take for what the program does. */
public final class Types {
    private static volatile LogicalTypes types;

    private Types() {}

    /** Called by the engine, before the first class that needs it is defined. */
    public static void install(LogicalTypes engine) {
        types = engine;
    }

    /** As {@link Class#isInstance}. */
    public static boolean isInstance(Class<?> type, Object object) {
        return object != null ? types.isSubtype(object.getClass(), type) : type.isInstance(null);
    }

    /** As {@link Class#isAssignableFrom}. */
    public static boolean isAssignableFrom(Class<?> type, Class<?> from) {
        return type == from ? type.isAssignableFrom(from) : types.isSubtype(from, type);
    }

    /** As {@link Class#cast}. */
    public static Object cast(Class<?> type, Object object) {
        return object == null || isInstance(type, object) ? object : type.cast(object);
    }
}
