package dev.molt.engine.linkage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** What code asks the JDK about types, where the VM's answer is not the program's. */
final class Questions {
    private static final MethodHandle TYPE;
    private static final MethodHandle SUPERCLASS;
    private static final MethodHandle IS_INTERFACE;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            TYPE = lookup.findStatic(Questions.class, "type", MethodType.methodType(Class.class, LogicalMembers.class, Object.class));
            IS_INTERFACE = lookup.findStatic(Questions.class, "isInterface", MethodType.methodType(boolean.class, LogicalMembers.class, Class.class));
            SUPERCLASS = lookup.findStatic(Questions.class, "superclass", MethodType.methodType(Class.class, LogicalMembers.class, Class.class));
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
            case "isInterface" -> IS_INTERFACE.bindTo(members);
            default -> null;
        };
    }

    private static Class<?> type(LogicalMembers members, Object object) {
        return members.shown(object);
    }

    private static boolean isInterface(LogicalMembers members, Class<?> type) {
        return members.isInterface(type);
    }

    private static Class<?> superclass(LogicalMembers members, Class<?> type) {
        if (members.isInterface(type)) return null;
        return members.superclass(type);
    }
}
