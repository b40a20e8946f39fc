package dev.molt.boot;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.function.BiFunction;

/** Reads and writes a field that the VM does not know; the JDK's own interface is added in a subclass. */
public class FieldAccess {
    private final Field field;
    private final Class<?> declaring;
    private final Class<?> type;
    private final boolean isStatic;
    private final boolean readOnly;
    private final Target getter;
    private final Target setter;
    private volatile boolean initialised;

    /**
     * @param readOnly whether a final field is not to be written, not even when it was made accessible
     * @param getter has the {@code get} methods
     * @param setter has the {@code set} methods
     */
    public FieldAccess(Field field, boolean readOnly, Target getter, Target setter) {
        this.field = field;
        this.declaring = field.getDeclaringClass();
        this.type = field.getType();
        this.isStatic = Modifier.isStatic(field.getModifiers());
        this.readOnly = readOnly;
        this.getter = getter;
        this.setter = setter;
    }

    public final Object get(Object object) {
        return of(object).get(object);
    }

    public final boolean getBoolean(Object object) {
        if (type == boolean.class) return of(object).getBoolean(object);
        return (boolean) converted(object, boolean.class);
    }

    public final byte getByte(Object object) {
        if (type == byte.class) return of(object).getByte(object);
        return (byte) converted(object, byte.class);
    }

    public final char getChar(Object object) {
        if (type == char.class) return of(object).getChar(object);
        return (char) converted(object, char.class);
    }

    public final short getShort(Object object) {
        if (type == short.class) return of(object).getShort(object);
        return ((Number) converted(object, short.class)).shortValue();
    }

    public final int getInt(Object object) {
        if (type == int.class) return of(object).getInt(object);
        Object value = converted(object, int.class);
        return value instanceof Character c ? c : ((Number) value).intValue();
    }

    public final long getLong(Object object) {
        if (type == long.class) return of(object).getLong(object);
        Object value = converted(object, long.class);
        return value instanceof Character c ? c : ((Number) value).longValue();
    }

    public final float getFloat(Object object) {
        if (type == float.class) return of(object).getFloat(object);
        Object value = converted(object, float.class);
        return value instanceof Character c ? c : ((Number) value).floatValue();
    }

    public final double getDouble(Object object) {
        if (type == double.class) return of(object).getDouble(object);
        Object value = converted(object, double.class);
        return value instanceof Character c ? c : ((Number) value).doubleValue();
    }

    public final void set(Object object, Object value) throws IllegalAccessException {
        receiver(object, FieldMessages::mismatch);
        if (readOnly) throw new IllegalAccessException(FieldMessages.isFinal(field, FieldMessages.value(value)));
        boolean fits = type.isPrimitive() ? value != null && Arguments.widens(value.getClass(), type)
                : value == null || type.isInstance(value);
        if (!fits) throw new IllegalArgumentException(FieldMessages.mismatch(field, FieldMessages.value(value)));
        setter.call().set(object, type.isPrimitive() ? Widening.to(type, value) : value);
    }

    public final void setBoolean(Object object, boolean value) throws IllegalAccessException {
        if (type == boolean.class && isOpen(object)) setter.call().setBoolean(object, value);
        else convert(object, value, "boolean");
    }

    public final void setByte(Object object, byte value) throws IllegalAccessException {
        if (type == byte.class && isOpen(object)) setter.call().setByte(object, value);
        else convert(object, value, "byte");
    }

    public final void setChar(Object object, char value) throws IllegalAccessException {
        if (type == char.class && isOpen(object)) setter.call().setChar(object, value);
        else convert(object, value, "char");
    }

    public final void setShort(Object object, short value) throws IllegalAccessException {
        if (type == short.class && isOpen(object)) setter.call().setShort(object, value);
        else convert(object, value, "short");
    }

    public final void setInt(Object object, int value) throws IllegalAccessException {
        if (type == int.class && isOpen(object)) setter.call().setInt(object, value);
        else convert(object, value, "int");
    }

    public final void setLong(Object object, long value) throws IllegalAccessException {
        if (type == long.class && isOpen(object)) setter.call().setLong(object, value);
        else convert(object, value, "long");
    }

    public final void setFloat(Object object, float value) throws IllegalAccessException {
        if (type == float.class && isOpen(object)) setter.call().setFloat(object, value);
        else convert(object, value, "float");
    }

    public final void setDouble(Object object, double value) throws IllegalAccessException {
        if (type == double.class && isOpen(object)) setter.call().setDouble(object, value);
        else convert(object, value, "double");
    }

    private Object converted(Object object, Class<?> as) {
        if (!type.isPrimitive() || !Arguments.widens(Widening.box(type), as)) {
            throw new IllegalArgumentException(FieldMessages.conversion(field, as));
        }
        return get(object);
    }

    private void convert(Object object, Object value, String name) throws IllegalAccessException {
        String text = "(" + name + ")" + value;
        boolean fits = type.isPrimitive() && Arguments.widens(value.getClass(), type);
        if (!fits) throw new IllegalArgumentException(FieldMessages.mismatch(field, text));
        receiver(object, readOnly ? FieldMessages::mismatch : FieldMessages::receiverOfPrimitive);
        if (readOnly) throw new IllegalAccessException(FieldMessages.isFinal(field, text));
        setter.call().set(object, Widening.to(type, value));
    }

    /** What reads that object's field. */
    private MemberCall of(Object object) {
        receiver(object, FieldMessages::receiver);
        return getter.call();
    }

    /** Whether there is nothing to say against a write of a value of the field's own type; else {@link #convert} says it. */
    private boolean isOpen(Object object) {
        return !readOnly && (isStatic ? initialised : declaring.isInstance(object));
    }

    /** @param message of a receiver of another class, by the field and that class */
    private void receiver(Object object, BiFunction<Field, String, String> message) {
        if (isStatic) {
            if (!initialised) initialise();
        } else if (!declaring.isInstance(object) && !Types.isInstance(declaring, object)) {
            if (object == null) throw new NullPointerException();
            throw new IllegalArgumentException(message.apply(field, object.getClass().getName()));
        }
    }

    private void initialise() {
        Initialisation.of(declaring);
        initialised = true;
    }
}
