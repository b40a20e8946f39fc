package dev.molt.engine.linkage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;

/** Calls of methods that an interface gained after a proxy class for it was made ({@link Proxy}): they go to the handler, as all others. */
final class ProxyCalls {
    private static final MethodHandle CALL;

    static {
        try {
            CALL = MethodHandles.lookup().findStatic(ProxyCalls.class, "call",
                    MethodType.methodType(Object.class, Method.class, Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ProxyCalls() {}

    /** {@code (Object A)R}, or null where reflection does not list the method. */
    static MethodHandle of(Class<?> declaring, String name, MethodType type) {
        try {
            Method method = declaring.getDeclaredMethod(name, type.parameterArray());
            if (method.getReturnType() != type.returnType()) return null;
            return CALL.bindTo(method).asCollector(Object[].class, type.parameterCount()).asType(type.insertParameterTypes(0, Object.class));
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static Object call(Method method, Object proxy, Object[] arguments) throws Throwable {
        InvocationHandler handler = Proxy.getInvocationHandler(proxy);
        try {
            return handler.invoke(proxy, method, arguments.length == 0 ? null : arguments);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            for (Class<?> declared : method.getExceptionTypes()) {
                if (declared.isInstance(e)) throw e;
            }
            throw new UndeclaredThrowableException(e);
        }
    }
}
