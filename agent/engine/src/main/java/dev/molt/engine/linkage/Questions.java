package dev.molt.engine.linkage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** What code asks the JDK about types, where the VM's answer is not the program's. */
final class Questions {
    private static final MethodHandle TYPE;
    private static final MethodHandle SUPERCLASS;
    private static final MethodHandle IS_INSTANCE;
    private static final MethodHandle IS_SUBTYPE;
    private static final MethodHandle CAST;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            MethodType test = MethodType.methodType(boolean.class, LogicalMembers.class, Class.class, Object.class);
            TYPE = lookup.findStatic(Questions.class, "type", MethodType.methodType(Class.class, LogicalMembers.class, Object.class));
            SUPERCLASS = lookup.findStatic(Questions.class, "superclass", MethodType.methodType(Class.class, LogicalMembers.class, Class.class));
            IS_INSTANCE = lookup.findStatic(Questions.class, "isInstance", test);
            IS_SUBTYPE = lookup.findStatic(Questions.class, "isAssignableFrom", test.changeParameterType(2, Class.class));
            CAST = lookup.findStatic(Questions.class, "cast", test.changeReturnType(Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The answer to a method of Object or Class, or null for any other one. */
    MethodHandle answer(Class<?> declaring, String name, LogicalMembers members) {
        if (declaring == Object.class) return name.equals("getClass") ? TYPE.bindTo(members) : null;
        if (declaring != Class.class) return null;
        return switch (name) {
            case "getSuperclass" -> SUPERCLASS.bindTo(members);
            case "isInstance" -> IS_INSTANCE.bindTo(members);
            case "isAssignableFrom" -> IS_SUBTYPE.bindTo(members);
            case "cast" -> CAST.bindTo(members);
            default -> null;
        };
    }

    private static Class<?> type(LogicalMembers members, Object object) {
        return members.shown(object.getClass());
    }

    private static Class<?> superclass(LogicalMembers members, Class<?> type) {
        if (members.isInterface(type)) return null;
        return members.superclass(type);
    }

    private static boolean isInstance(LogicalMembers members, Class<?> type, Object object) {
        return object != null && members.isSubtype(object.getClass(), type);
    }

    private static boolean isAssignableFrom(LogicalMembers members, Class<?> type, Class<?> other) {
        return members.isSubtype(other, type);
    }

    private static Object cast(LogicalMembers members, Class<?> type, Object object) {
        if (object == null || isInstance(members, type, object)) return object;
        throw LinkFailure.trimmed(new ClassCastException("Cannot cast " + object.getClass().getName() + " to " + type.getName()));
    }
}
