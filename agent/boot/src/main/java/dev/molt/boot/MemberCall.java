package dev.molt.boot;

/**
 * What a reflective object does in the end. A subclass overrides what its member is used for: {@code invoke} for methods and constructors,
 * {@code get} and {@code set} for fields, and those of the field's own primitive type where it can do without a box.
 */
public abstract class MemberCall {
    /** @param receiver ignored by static methods and constructors */
    public Object invoke(Object receiver, Object[] arguments) throws Throwable {
        throw new UnsupportedOperationException();
    }

    /** @param object ignored for a static field, here and below */
    public Object get(Object object) {
        throw new UnsupportedOperationException();
    }

    public boolean getBoolean(Object object) {
        return (boolean) get(object);
    }

    public byte getByte(Object object) {
        return (byte) get(object);
    }

    public char getChar(Object object) {
        return (char) get(object);
    }

    public short getShort(Object object) {
        return (short) get(object);
    }

    public int getInt(Object object) {
        return (int) get(object);
    }

    public long getLong(Object object) {
        return (long) get(object);
    }

    public float getFloat(Object object) {
        return (float) get(object);
    }

    public double getDouble(Object object) {
        return (double) get(object);
    }

    /** @param value of the field's own type, boxed where that is primitive */
    public void set(Object object, Object value) {
        throw new UnsupportedOperationException();
    }

    public void setBoolean(Object object, boolean value) {
        set(object, value);
    }

    public void setByte(Object object, byte value) {
        set(object, value);
    }

    public void setChar(Object object, char value) {
        set(object, value);
    }

    public void setShort(Object object, short value) {
        set(object, value);
    }

    public void setInt(Object object, int value) {
        set(object, value);
    }

    public void setLong(Object object, long value) {
        set(object, value);
    }

    public void setFloat(Object object, float value) {
        set(object, value);
    }

    public void setDouble(Object object, double value) {
        set(object, value);
    }
}
