package dev.molt.engine.view;

import dev.molt.boot.MemberCall;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** Calls a handle without a class of its own: dear to call, cheap to make. */
final class AnyCall extends MemberCall {
    private final MethodHandle handle;

    /** @param handle {@code (Object, Object[])Object}, or {@code (Object)T} or {@code (Object, T)void} of a field */
    AnyCall(MethodHandle handle) {
        MethodType type = handle.type();
        this.handle = handle.asType(type.returnType() == void.class ? type.generic().changeReturnType(void.class)
                : type.parameterCount() == 1 ? type.generic() : type);
    }

    @Override
    public Object invoke(Object receiver, Object[] arguments) throws Throwable {
        return (Object) handle.invokeExact(receiver, arguments);
    }

    @Override
    public Object get(Object object) {
        try {
            return (Object) handle.invokeExact(object);
        } catch (Throwable e) {
            throw JdkUnsafe.unchecked(e);
        }
    }

    @Override
    public void set(Object object, Object value) {
        try {
            handle.invokeExact(object, value);
        } catch (Throwable e) {
            throw JdkUnsafe.unchecked(e);
        }
    }
}
