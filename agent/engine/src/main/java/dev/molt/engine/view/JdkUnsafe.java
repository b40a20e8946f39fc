package dev.molt.engine.view;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/** The few accesses to raw memory that we need. */
final class JdkUnsafe {
    private final MethodHandle offset;
    private final MethodHandle getChar;
    private final MethodHandle putChar;
    private final MethodHandle getLongOf;
    private final MethodHandle getLong;
    private final MethodHandle getByte;
    private final MethodHandle getInt;
    private final MethodHandle putInt;

    JdkUnsafe(Lookup trusted) throws ReflectiveOperationException {
        Class<?> type = Class.forName("jdk.internal.misc.Unsafe", true, null);
        Object unsafe = trusted.findStaticVarHandle(type, "theUnsafe", type).get();
        offset = trusted.findVirtual(type, "objectFieldOffset", MethodType.methodType(long.class, Class.class, String.class)).bindTo(unsafe);
        getChar = trusted.findVirtual(type, "getChar", MethodType.methodType(char.class, Object.class, long.class)).bindTo(unsafe);
        putChar = trusted.findVirtual(type, "putChar", MethodType.methodType(void.class, Object.class, long.class, char.class)).bindTo(unsafe);
        getLongOf = trusted.findVirtual(type, "getLong", MethodType.methodType(long.class, Object.class, long.class)).bindTo(unsafe);
        getLong = trusted.findVirtual(type, "getLong", MethodType.methodType(long.class, long.class)).bindTo(unsafe);
        getByte = trusted.findVirtual(type, "getByte", MethodType.methodType(byte.class, long.class)).bindTo(unsafe);
        getInt = trusted.findVirtual(type, "getInt", MethodType.methodType(int.class, long.class)).bindTo(unsafe);
        putInt = trusted.findVirtual(type, "putInt", MethodType.methodType(void.class, long.class, int.class)).bindTo(unsafe);
    }

    /** @throws InternalError where there is no such field */
    long offset(Class<?> type, String field) {
        return (long) call(offset, type, field);
    }

    char character(Object object, long at) {
        return (char) call(getChar, object, at);
    }

    void character(Object object, long at, char value) {
        call(putChar, object, at, value);
    }

    long number(Object object, long at) {
        return (long) call(getLongOf, object, at);
    }

    long number(long address) {
        try {
            return (long) getLong.invokeExact(address);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    int integer(long address) {
        try {
            return (int) getInt.invokeExact(address);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    void integer(long address, int value) {
        call(putInt, address, value);
    }

    /** Whether a text that ends with a zero byte is at that address. */
    boolean isText(long address, String text) {
        if (address == 0) return false;
        for (int i = 0; i < text.length(); i++) {
            if (octet(address + i) != text.charAt(i)) return false;
        }
        return octet(address + text.length()) == 0;
    }

    private byte octet(long address) {
        try {
            return (byte) getByte.invokeExact(address);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static Object call(MethodHandle handle, Object... arguments) {
        try {
            return handle.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    static RuntimeException unchecked(Throwable e) {
        if (e instanceof Error error) throw error;
        return e instanceof RuntimeException exception ? exception : new IllegalStateException(e);
    }
}
