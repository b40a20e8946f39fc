package dev.molt.engine.view;

import dev.molt.boot.Streams;
import java.io.ObjectStreamField;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Moves field values between objects and streams for classes some of whose fields have no offset. */
final class StreamFields {
    private final AtomicLong lastKey = new AtomicLong(Long.MIN_VALUE);
    private final MethodHandle offsetOfField;
    private final MethodHandle offsetOfStatic;
    private final MethodHandle field;
    private final MethodHandle offset;
    private final VarHandle override;

    /** @throws ReflectiveOperationException where this JDK describes streams otherwise */
    StreamFields(Lookup trusted) throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe", false, null);
        offsetOfField = trusted.findVirtual(unsafe, "objectFieldOffset", MethodType.methodType(long.class, Field.class))
                .asType(MethodType.methodType(long.class, Object.class, Field.class));
        offsetOfStatic = trusted.findVirtual(unsafe, "staticFieldOffset", MethodType.methodType(long.class, Field.class))
                .asType(MethodType.methodType(long.class, Object.class, Field.class));
        field = trusted.findVirtual(ObjectStreamField.class, "getField", MethodType.methodType(Field.class));
        offset = trusted.findVirtual(ObjectStreamField.class, "getOffset", MethodType.methodType(int.class));
        override = trusted.findVarHandle(AccessibleObject.class, "override", boolean.class);
    }

    long key(Object unsafe, Field field, boolean known) {
        return known ? offset(unsafe, field) : lastKey.updateAndGet(k -> k + 1 < Streams.LAST_KEY ? k + 1 : Long.MIN_VALUE);
    }

    long offset(Object unsafe, Field field) {
        boolean isStatic = Modifier.isStatic(field.getModifiers());
        try {
            return (long) (isStatic ? offsetOfStatic : offsetOfField).invokeExact(unsafe, field);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    void readPrimitives(ObjectStreamField[] fields, Object object, byte[] values) {
        if (object == null) throw new NullPointerException();
        ByteBuffer buffer = ByteBuffer.wrap(values);
        for (ObjectStreamField f : fields) {
            if (f.isPrimitive()) put(buffer, offset(f), get(field(f), object));
        }
    }

    void writePrimitives(ObjectStreamField[] fields, Object object, byte[] values) {
        if (object == null) throw new NullPointerException();
        ByteBuffer buffer = ByteBuffer.wrap(values);
        for (ObjectStreamField f : fields) {
            Field local = f.isPrimitive() ? field(f) : null;
            if (local != null) set(local, object, get(buffer, offset(f), f.getTypeCode()));
        }
    }

    void readObjects(ObjectStreamField[] fields, Object object, Object[] values) {
        if (object == null) throw new NullPointerException();
        for (ObjectStreamField f : fields) {
            if (!f.isPrimitive()) values[offset(f)] = get(field(f), object);
        }
    }

    void writeObjects(ObjectStreamField[] fields, Object object, Object[] values, boolean check) {
        if (object == null) throw new NullPointerException();
        for (ObjectStreamField f : fields) {
            Field local = f.isPrimitive() ? null : field(f);
            if (local == null) continue;
            Object value = values[offset(f)];
            if (value != null && !local.getType().isInstance(value)) {
                throw new ClassCastException("cannot assign instance of " + value.getClass().getName() + " to field "
                        + local.getDeclaringClass().getName() + "." + local.getName() + " of type " + local.getType().getName()
                        + " in instance of " + object.getClass().getName());
            }
            if (!check) set(local, object, value);
        }
    }

    /** Writes 0, false or null, whatever the type. */
    void clear(Field local, Object object) {
        Class<?> type = local.getType();
        set(local, object, type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null);
    }

    private Object get(Field local, Object object) {
        override.set(local, true);
        try {
            return local.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private void set(Field local, Object object, Object value) {
        override.set(local, true);
        try {
            local.set(object, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private Field field(ObjectStreamField streamed) {
        try {
            return (Field) field.invokeExact(streamed);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private int offset(ObjectStreamField streamed) {
        try {
            return (int) offset.invokeExact(streamed);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static void put(ByteBuffer to, int at, Object value) {
        if (value instanceof Boolean b) to.put(at, (byte) (b ? 1 : 0));
        else if (value instanceof Byte b) to.put(at, b);
        else if (value instanceof Character c) to.putChar(at, c);
        else if (value instanceof Short s) to.putShort(at, s);
        else if (value instanceof Integer i) to.putInt(at, i);
        else if (value instanceof Long l) to.putLong(at, l);
        else if (value instanceof Float f) to.putFloat(at, f);
        else to.putDouble(at, (Double) value);
    }

    private static Object get(ByteBuffer from, int at, char type) {
        return switch (type) {
            case 'Z' -> from.get(at) != 0;
            case 'B' -> from.get(at);
            case 'C' -> from.getChar(at);
            case 'S' -> from.getShort(at);
            case 'I' -> from.getInt(at);
            case 'J' -> from.getLong(at);
            case 'F' -> from.getFloat(at);
            case 'D' -> from.getDouble(at);
            default -> throw new IllegalStateException("no primitive type: " + type);
        };
    }

    private static RuntimeException unchecked(Throwable e) {
        if (e instanceof Error error) throw error;
        return e instanceof RuntimeException exception ? exception : new IllegalStateException(e);
    }
}
