package dev.molt.engine.linkage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;

/**
 * The two halves of {@code new}: an object without any constructor having run, and a constructor's code on an object that is there
 * (JVMS 6.5, {@code new} and {@code invokespecial}). With them, the code of a constructor that the physical class lacks is an ordinary
 * static method with the object as its first parameter, and its {@code super(...)} may be that of any class above.
 *
 * <p>The second half leans on how the JDK itself makes handles for constructors. Where that is not as expected, {@link #isPossible()} is
 * false, and constructors have to go through a carrier.
 */
final class Construction {
    private static final String DIRECT = "java.lang.invoke.DirectMethodHandle";

    private final Lookup trusted;
    private final MethodHandle allocate;
    private final MethodHandle special;
    private final MethodHandle fence;

    Construction(Lookup trusted) {
        this.trusted = trusted;
        MethodHandle allocating = null;
        MethodHandle making = null;
        MethodHandle fencing = null;
        try {
            allocating = allocation();
            making = special();
            fencing = trusted.findStatic(VarHandle.class, "storeStoreFence", MethodType.methodType(void.class));
            // what the VM runs when any object is made
            MethodHandle probe = (MethodHandle) making.invoke(trusted.findConstructor(Object.class, MethodType.methodType(void.class)));
            if (!probe.type().equals(MethodType.methodType(void.class, Object.class))) making = null;
        } catch (Throwable e) {
            making = null;
        }
        allocate = allocating;
        special = making;
        fence = fencing;
    }

    /** {@code (Class)Object}. */
    private MethodHandle allocation() throws Throwable {
        Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
        Object only = trusted.findStaticGetter(unsafe, "theUnsafe", unsafe).asType(MethodType.methodType(Object.class)).invoke();
        return trusted.findVirtual(unsafe, "allocateInstance", MethodType.methodType(Object.class, Class.class)).bindTo(only);
    }

    /** {@code (MethodHandle)MethodHandle}: from the handle of a constructor, {@code (A)C}, to that of its code, {@code (C A)void}. */
    private MethodHandle special() throws ReflectiveOperationException {
        Class<?> direct = Class.forName(DIRECT);
        Class<?> constructor = Class.forName(DIRECT + "$Constructor");
        Class<?> kind = Class.forName(DIRECT + "$Special");
        Class<?> member = Class.forName("java.lang.invoke.MemberName");
        Class<?> form = Class.forName("java.lang.invoke.LambdaForm");
        MethodHandle code = trusted.findGetter(constructor, "initMethod", member).asType(MethodType.methodType(member, MethodHandle.class));
        MethodHandle type = trusted.findVirtual(member, "getInvocationType", MethodType.methodType(MethodType.class));
        MethodHandle prepare = trusted.findStatic(direct, "preparedLambdaForm", MethodType.methodType(form, member, boolean.class));
        MethodHandle make = trusted.findConstructor(kind,
                MethodType.methodType(void.class, MethodType.class, form, member, boolean.class, Class.class));
        // (MemberName) -> Special(type of it, form of it, it, not to be cracked, no caller)
        make = MethodHandles.insertArguments(make, 3, false, null);
        make = MethodHandles.filterArguments(make, 0, type, MethodHandles.insertArguments(prepare, 1, false));
        make = MethodHandles.permuteArguments(make, MethodType.methodType(kind, member), 0, 0, 0);
        return MethodHandles.filterArguments(make, 0, code).asType(MethodType.methodType(MethodHandle.class, MethodHandle.class));
    }

    boolean isPossible() {
        return special != null;
    }

    /**
     * {@code (C A)void}: what {@code C.<init>} does with an object of C or a subclass.
     *
     * @throws NoSuchMethodError if the VM's class has no such constructor
     */
    MethodHandle code(Class<?> type, MethodType descriptor) {
        try {
            return (MethodHandle) special.invokeExact(trusted.findConstructor(type, descriptor).asFixedArity());
        } catch (NoSuchMethodException e) {
            throw new NoSuchMethodError(e.getMessage());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IncompatibleClassChangeError(e.toString());
        }
    }

    /**
     * {@code (A)C}: a new object, on which that code has run. Whoever gets it sees what the code wrote to final fields (JLS 17.5).
     *
     * @param code {@code (C A)void}
     */
    MethodHandle object(Class<?> type, MethodHandle code) {
        MethodHandle result = MethodHandles.foldArguments(MethodHandles.identity(type), fence);
        result = MethodHandles.dropArguments(result, 1, code.type().parameterList().subList(1, code.type().parameterCount()));
        result = MethodHandles.foldArguments(result, code);
        return MethodHandles.foldArguments(result, allocate.bindTo(type).asType(MethodType.methodType(type)));
    }
}
