package dev.molt.boot;

import java.lang.invoke.MethodHandle;
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
     * @param getter {@code (Object)Object}; that of a static field ignores its argument
     * @param setter {@code (Object, Object)void}, likewise; takes a value of the field's own type, boxed
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
        return read(object);
    }

    public final boolean getBoolean(Object object) {
        return (Boolean) primitive(object, boolean.class);
    }

    public final byte getByte(Object object) {
        return (Byte) primitive(object, byte.class);
    }

    public final char getChar(Object object) {
        return (Character) primitive(object, char.class);
    }

    public final short getShort(Object object) {
        return ((Number) primitive(object, short.class)).shortValue();
    }

    public final int getInt(Object object) {
        Object value = primitive(object, int.class);
        return value instanceof Character c ? c : ((Number) value).intValue();
    }

    public final long getLong(Object object) {
        Object value = primitive(object, long.class);
        return value instanceof Character c ? c : ((Number) value).longValue();
    }

    public final float getFloat(Object object) {
        Object value = primitive(object, float.class);
        return value instanceof Character c ? c : ((Number) value).floatValue();
    }

    public final double getDouble(Object object) {
        Object value = primitive(object, double.class);
        return value instanceof Character c ? c : ((Number) value).doubleValue();
    }

    public final void set(Object object, Object value) throws IllegalAccessException {
        receiver(object, FieldMessages::mismatch);
        if (readOnly) throw new IllegalAccessException(FieldMessages.isFinal(field, FieldMessages.value(value)));
        boolean fits = type.isPrimitive() ? value != null && Arguments.widens(value.getClass(), type)
                : value == null || type.isInstance(value);
        if (!fits) throw new IllegalArgumentException(FieldMessages.mismatch(field, FieldMessages.value(value)));
        write(object, type.isPrimitive() ? Widening.to(type, value) : value);
    }

    public final void setBoolean(Object object, boolean value) throws IllegalAccessException {
        primitive(object, value, "boolean");
    }

    public final void setByte(Object object, byte value) throws IllegalAccessException {
        primitive(object, value, "byte");
    }

    public final void setChar(Object object, char value) throws IllegalAccessException {
        primitive(object, value, "char");
    }

    public final void setShort(Object object, short value) throws IllegalAccessException {
        primitive(object, value, "short");
    }

    public final void setInt(Object object, int value) throws IllegalAccessException {
        primitive(object, value, "int");
    }

    public final void setLong(Object object, long value) throws IllegalAccessException {
        primitive(object, value, "long");
    }

    public final void setFloat(Object object, float value) throws IllegalAccessException {
        primitive(object, value, "float");
    }

    public final void setDouble(Object object, double value) throws IllegalAccessException {
        primitive(object, value, "double");
    }

    private Object primitive(Object object, Class<?> as) {
        if (!type.isPrimitive() || !Arguments.widens(Widening.box(type), as)) {
            throw new IllegalArgumentException(FieldMessages.conversion(field, as));
        }
        return read(object);
    }

    private void primitive(Object object, Object value, String name) throws IllegalAccessException {
        String text = "(" + name + ")" + value;
        boolean fits = type.isPrimitive() && Arguments.widens(value.getClass(), type);
        if (!fits) throw new IllegalArgumentException(FieldMessages.mismatch(field, text));
        receiver(object, readOnly ? FieldMessages::mismatch : FieldMessages::receiverOfPrimitive);
        if (readOnly) throw new IllegalAccessException(FieldMessages.isFinal(field, text));
        write(object, Widening.to(type, value));
    }

    private Object read(Object object) {
        receiver(object, FieldMessages::receiver);
        MethodHandle handle = getter.handle();
        try {
            return (Object) handle.invokeExact(object);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(Object object, Object value) {
        MethodHandle handle = setter.handle();
        try {
            handle.invokeExact(object, value);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
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
