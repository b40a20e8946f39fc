package dev.molt.engine.vm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Type;

/** Fields of loaded classes and of their objects, final ones included, by the VM's own Unsafe. Values of primitive types are boxed. */
public final class StaticValues {
    private final Object unsafe;
    private final MethodHandle offset;
    private final Method shouldBeInitialized;
    private final Map<Integer, Method> getters = new HashMap<>();
    private final Map<Integer, Method> putters = new HashMap<>();

    /** @throws UnsupportedOperationException when this JDK is not what we expect */
    public StaticValues(InternalAccess access) {
        try {
            Class<?> type = access.internal("jdk.internal.misc.Unsafe");
            unsafe = type.getMethod("getUnsafe").invoke(null);
            shouldBeInitialized = type.getMethod("shouldBeInitialized", Class.class);
            // The native method itself: what stands before it answers for the newest version of a class, and we ask for the VM's.
            offset = access.trustedLookup().findVirtual(type, "objectFieldOffset1", MethodType.methodType(long.class, Class.class, String.class))
                    .bindTo(unsafe);
            Object[][] kinds = {{Type.BOOLEAN, boolean.class, "Boolean"}, {Type.BYTE, byte.class, "Byte"}, {Type.SHORT, short.class, "Short"},
                    {Type.CHAR, char.class, "Char"}, {Type.INT, int.class, "Int"}, {Type.LONG, long.class, "Long"}, {Type.FLOAT, float.class, "Float"},
                    {Type.DOUBLE, double.class, "Double"}, {Type.OBJECT, Object.class, "Reference"}};
            for (Object[] kind : kinds) {
                getters.put((Integer) kind[0], type.getMethod("get" + kind[2] + "Volatile", Object.class, long.class));
                putters.put((Integer) kind[0], type.getMethod("put" + kind[2] + "Volatile", Object.class, long.class, (Class<?>) kind[1]));
            }
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") lacks an internal that Molt needs: " + e, e);
        }
    }

    /** Whether the class has been initialised, with success or without (JVMS 5.5). */
    public boolean isInitialised(Class<?> type) {
        return !(Boolean) call(shouldBeInitialized, type);
    }

    /** The value of a static field that the class itself declares. */
    public Object get(Class<?> type, String name, String descriptor) {
        return call(getters.get(sort(descriptor)), type, offset(type, name));
    }

    /** Sets a static field that the class itself declares. */
    public void set(Class<?> type, String name, String descriptor, Object value) {
        call(putters.get(sort(descriptor)), type, offset(type, name), value);
    }

    /** The value of an instance field that the class itself declares. */
    public Object get(Object of, Class<?> type, String name, String descriptor) {
        return call(getters.get(sort(descriptor)), of, offset(type, name));
    }

    /** Sets an instance field that the class itself declares. */
    public void set(Object of, Class<?> type, String name, String descriptor, Object value) {
        call(putters.get(sort(descriptor)), of, offset(type, name), value);
    }

    private long offset(Class<?> type, String name) {
        try {
            return (long) offset.invokeExact(type, name);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static int sort(String descriptor) {
        int sort = Type.getType(descriptor).getSort();
        return sort == Type.ARRAY ? Type.OBJECT : sort;
    }

    private Object call(Method method, Object... arguments) {
        try {
            return method.invoke(unsafe, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) throw error;
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
