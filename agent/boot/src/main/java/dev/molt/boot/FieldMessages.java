package dev.molt.boot;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** The words that core reflection uses where a field can't be read or written. */
final class FieldMessages {
    private static final boolean GETS = Runtime.version().feature() >= 18;

    private FieldMessages() {}

    static String value(Object value) {
        return value == null ? "null value" : value.getClass().getName();
    }

    static String mismatch(Field field, String value) {
        return "Can not set " + described(field) + " to " + value;
    }

    /** A receiver of another class, in a read. */
    static String receiver(Field field, String given) {
        return GETS ? "Can not get " + described(field) + " on " + given : mismatch(field, given);
    }

    /** As {@link #receiver}, in a write of a primitive value. */
    static String receiverOfPrimitive(Field field, String given) {
        return GETS ? "Can not set " + described(field) + " on " + given : mismatch(field, given);
    }

    static String isFinal(Field field, String value) {
        return "Can not set " + described(field) + " to " + value;
    }

    static String conversion(Field field, Class<?> as) {
        return "Attempt to get " + field.getType().getName() + " field \"" + named(field) + "\" with illegal data type conversion to "
                + as.getName();
    }

    private static String described(Field field) {
        return (Modifier.isStatic(field.getModifiers()) ? "static " : "") + (Modifier.isFinal(field.getModifiers()) ? "final " : "")
                + field.getType().getName() + " field " + named(field);
    }

    private static String named(Field field) {
        return field.getDeclaringClass().getName() + "." + field.getName();
    }
}
