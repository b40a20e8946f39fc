package dev.molt.engine.linkage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/**
 * The two halves of making an object: room for it, and a constructor that runs on it. The VM's bytecode allows them together only; the
 * JDK's own method handles of constructors are made of the two.
 */
final class Making {
    private final Lookup trusted;
    private final MethodHandle allocate;
    private final MethodHandle resolve;
    private final MethodHandle asSpecial;
    private final MethodHandle form;
    private final MethodHandle special;
    private final ThrowableTraces traces;

    /** @throws UnsupportedOperationException when this JDK is not what we expect */
    Making(Lookup trusted) {
        this.trusted = trusted;
        try {
            Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
            Object instance = trusted.findStatic(unsafe, "getUnsafe", MethodType.methodType(unsafe)).invoke();
            allocate = trusted.findVirtual(unsafe, "allocateInstance", MethodType.methodType(Object.class, Class.class)).bindTo(instance);
            Class<?> handle = Class.forName("java.lang.invoke.DirectMethodHandle");
            Class<?> name = Class.forName("java.lang.invoke.MemberName");
            Class<?> lambda = Class.forName("java.lang.invoke.LambdaForm");
            resolve = trusted.findVirtual(Lookup.class, "resolveOrFail", MethodType.methodType(name, byte.class, Class.class, String.class, MethodType.class));
            asSpecial = trusted.findVirtual(name, "asSpecial", MethodType.methodType(name));
            form = trusted.findStatic(handle, "preparedLambdaForm", MethodType.methodType(lambda, name));
            traces = new ThrowableTraces(trusted);
            special = trusted.findConstructor(Class.forName("java.lang.invoke.DirectMethodHandle$Special"),
                    MethodType.methodType(void.class, MethodType.class, lambda, name, boolean.class, Class.class));
        } catch (Throwable t) {
            throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") lacks an internal that Molt needs: " + t, t);
        }
    }

    /** {@code ()Object}: a new object of the class, on which no constructor has run. */
    MethodHandle allocate(Class<?> type) {
        return allocate.bindTo(type);
    }

    /** {@code (C A)V}: runs a constructor of the VM's class on an object that is there. */
    MethodHandle initialise(Class<?> type, MethodType descriptor) {
        try {
            // as findConstructor does, which refuses those of an abstract class
            Object init = asSpecial.invoke(resolve.invoke(trusted, (byte) MethodHandleInfo.REF_newInvokeSpecial, type, "<init>", descriptor));
            MethodHandle run = (MethodHandle) special.invoke(descriptor.insertParameterTypes(0, type), form.invoke(init), init, false, (Class<?>) null);
            return Throwable.class.isAssignableFrom(type) && type.getClassLoader() == null ? keepingTrace(run) : run;
        } catch (NoSuchMethodException e) {
            throw new NoSuchMethodError(e.getMessage());
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IncompatibleClassChangeError(e.toString());
        }
    }

    /** The constructor that the VM ran before on the same object took the trace from where the source makes the object. */
    private MethodHandle keepingTrace(MethodHandle run) {
        MethodHandle restore = traces.after().asType(MethodType.methodType(void.class, Object[].class, run.type().parameterType(0)));
        // (Object[] trace, C, A): run first, then restore
        MethodHandle then = MethodHandles.dropArguments(restore, 2, run.type().parameterList().subList(1, run.type().parameterCount()));
        MethodHandle both = MethodHandles.foldArguments(then, MethodHandles.dropArguments(run, 0, Object[].class));
        return MethodHandles.foldArguments(both, traces.before().asType(MethodType.methodType(Object[].class, run.type().parameterType(0))));
    }
}
