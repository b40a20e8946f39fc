package dev.molt.engine.linkage;

import dev.molt.engine.vm.VmTypes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Method;

/**
 * What classes declare in the eyes of the VM. It asks the VM's own resolution, which neither loads the types of other members, as
 * reflection does, nor depends on what hooks make reflection show.
 */
final class PhysicalMembers {
    private final Lookup trusted;

    PhysicalMembers(Lookup trusted) {
        this.trusted = trusted;
    }

    /** Flags of the method that a class itself declares; -1 where there is none. */
    int method(Class<?> type, String name, MethodType descriptor) {
        MethodHandleInfo found = resolve(type, name, descriptor);
        if (found == null || found.getDeclaringClass() != type) return -1;
        return VmTypes.isInterface(type) || !mayBeInherited(type, name, descriptor) ? found.getModifiers() : reflected(type, name, descriptor);
    }

    private MethodHandleInfo resolve(Class<?> type, String name, MethodType descriptor) {
        try {
            return trusted.revealDirect(trusted.findVirtual(type, name, descriptor).asFixedArity());
        } catch (NoSuchMethodException e) {
            return null;
        } catch (IllegalAccessException e) {
            // Of the other kind: static.
            try {
                return trusted.revealDirect(trusted.findStatic(type, name, descriptor).asFixedArity());
            } catch (ReflectiveOperationException none) {
                return null;
            }
        }
    }

    /** The VM counts a method that a class has from an interface among the class's own. */
    private boolean mayBeInherited(Class<?> type, String name, MethodType descriptor) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Class<?> i : c.getInterfaces()) {
                MethodHandleInfo found = resolve(i, name, descriptor);
                if (found != null && found.getDeclaringClass().isInterface()) return true;
            }
        }
        return false;
    }

    private static int reflected(Class<?> type, String name, MethodType descriptor) {
        for (Method m : type.getDeclaredMethods()) {
            boolean same = m.getName().equals(name) && m.getReturnType() == descriptor.returnType()
                    && descriptor.parameterList().equals(java.util.List.of(m.getParameterTypes()));
            if (same) return m.getModifiers();
        }
        return -1;
    }

    /** Flags of the field that a class itself declares; -1 where there is none. */
    int field(Class<?> type, String name, Class<?> of) {
        MethodHandleInfo found = null;
        try {
            found = trusted.revealDirect(trusted.findGetter(type, name, of));
        } catch (NoSuchFieldException e) {
            return -1;
        } catch (IllegalAccessException e) {
            try {
                found = trusted.revealDirect(trusted.findStaticGetter(type, name, of));
            } catch (ReflectiveOperationException none) {
                return -1;
            }
        }
        return found.getDeclaringClass() == type ? found.getModifiers() : -1;
    }

    /** The method of exactly this class, without dispatch. */
    MethodHandle special(Class<?> type, String name, MethodType descriptor) {
        return found(() -> trusted.findSpecial(type, name, descriptor, type));
    }

    MethodHandle ofStatic(Class<?> type, String name, MethodType descriptor) {
        return found(() -> trusted.findStatic(type, name, descriptor));
    }

    MethodHandle constructor(Class<?> type, MethodType descriptor) {
        return found(() -> trusted.findConstructor(type, descriptor));
    }

    MethodHandle getter(Class<?> type, String name, Class<?> of) {
        return found(() -> trusted.findGetter(type, name, of));
    }

    /** Writes final fields, too. */
    MethodHandle setter(Class<?> type, String name, Class<?> of) {
        return found(() -> trusted.findSetter(type, name, of));
    }

    MethodHandle staticGetter(Class<?> type, String name, Class<?> of) {
        return found(() -> trusted.findStaticGetter(type, name, of));
    }

    /** Writes final fields, too. */
    MethodHandle staticSetter(Class<?> type, String name, Class<?> of) {
        return found(() -> trusted.findStaticSetter(type, name, of));
    }

    /** An object of which no constructor has run. */
    Object allocate(Class<?> type) throws Throwable {
        Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe", true, null);
        Object instance = trusted.findStatic(unsafe, "getUnsafe", MethodType.methodType(unsafe)).invoke();
        return trusted.findVirtual(unsafe, "allocateInstance", MethodType.methodType(Object.class, Class.class)).invoke(instance, type);
    }

    /** Reads or writes a field as a volatile one (JLS 17.4.4), which it is not to the VM. */
    MethodHandle ofVolatile(Class<?> type, String name, Class<?> of, boolean isStatic, boolean write) {
        VarHandle.AccessMode mode = write ? VarHandle.AccessMode.SET_VOLATILE : VarHandle.AccessMode.GET_VOLATILE;
        return found(() -> (isStatic ? trusted.findStaticVarHandle(type, name, of) : trusted.findVarHandle(type, name, of)).toMethodHandle(mode));
    }

    Lookup lookupIn(Class<?> type) {
        return trusted.in(type);
    }

    private interface Find {
        MethodHandle find() throws ReflectiveOperationException;
    }

    private static MethodHandle found(Find find) {
        try {
            return find.find().asFixedArity();
        } catch (NoSuchMethodException e) {
            throw new NoSuchMethodError(e.getMessage());
        } catch (NoSuchFieldException e) {
            throw new NoSuchFieldError(e.getMessage());
        } catch (InstantiationException e) {
            throw new InstantiationError(e.getMessage());
        } catch (IllegalAccessException e) {
            throw new IncompatibleClassChangeError(e.getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IncompatibleClassChangeError(e.toString());
        }
    }
}
