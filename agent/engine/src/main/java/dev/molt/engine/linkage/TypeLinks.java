package dev.molt.engine.linkage;

import dev.molt.engine.linkage.DirectSite.Link;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Links {@code instanceof} and casts, for types that the VM would answer wrongly. */
final class TypeLinks {
    private static final MethodHandle IS_INSTANCE;
    private static final MethodHandle CAST;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            IS_INSTANCE = lookup.findVirtual(LogicalType.class, "isInstance", MethodType.methodType(boolean.class, Object.class));
            CAST = lookup.findVirtual(LogicalType.class, "cast", MethodType.methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    Link instance(Reference reference, LogicalMembers members) {
        return new Link(IS_INSTANCE.bindTo(new LogicalType(reference.ownerClass(), members)));
    }

    Link cast(Reference reference, LogicalMembers members) {
        return new Link(CAST.bindTo(new LogicalType(reference.ownerClass(), members)));
    }

    /** A type, and which classes are subtypes of it in the logical world. */
    private static final class LogicalType {
        private final Class<?> type;
        private final ClassValue<Boolean> subtypes;

        LogicalType(Class<?> type, LogicalMembers members) {
            this.type = type;
            this.subtypes = new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> of) {
                    return members.isSubtype(of, type);
                }
            };
        }

        boolean isInstance(Object object) {
            return object != null && subtypes.get(object.getClass());
        }

        Object cast(Object object) {
            if (object == null || isInstance(object)) return object;
            throw LinkFailure.trimmed(new ClassCastException("class " + object.getClass().getName() + " cannot be cast to class " + type.getName()));
        }
    }
}
