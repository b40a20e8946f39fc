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
        if (type == null) throw noReceiver("isInstance(Object)");
        LogicalTypes types = Types.types;
        return object != null && types != null ? types.isSubtype(types.classOf(object), type) : type.isInstance(object);
    }

    /** As {@link Class#isAssignableFrom}. */
    public static boolean isAssignableFrom(Class<?> type, Class<?> from) {
        if (type == null) throw noReceiver("isAssignableFrom(java.lang.Class)");
        LogicalTypes types = Types.types;
        return type == from || from == null || types == null ? type.isAssignableFrom(from) : types.isSubtype(from, type);
    }

    /**
     * Makes an object what another one is, its added fields included.
     *
     * @throws IllegalStateException when the two are not of the same class to the VM
     */
    public static void become(Object object, Object made) {
        types.become(object, made);
    }

    /** What a cast to a type throws for an object that has it to the VM alone. */
    public static ClassCastException noCast(Object object, Class<?> type) {
        return new ClassCastException("class " + object.getClass().getName() + " cannot be cast to class " + type.getName());
    }

    private static NullPointerException noReceiver(String method) {
        return new NullPointerException("Cannot invoke \"java.lang.Class." + method + "\"");
    }

    /** As {@link Class#cast}. */
    public static Object cast(Class<?> type, Object object) {
        if (type == null) throw noReceiver("cast(Object)");
        return object == null || isInstance(type, object) ? object : type.cast(object);
    }
}
