package dev.molt.engine.vm;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;

/**
 * The JDK's internal door to class loaders, opened for the engine's module alone.
 *
 * <p>{@code JavaLangAccess.defineClass} defines a class in any loader, the bootstrap loader included, in packages that hold no class
 * yet, where {@code Lookup.defineClass} would need a class of the same package to start from. Appending a jar to the bootstrap search
 * path would do for the bootstrap loader alone, and makes HotSpot print a warning and give up sharing of application classes.
 */
public final class InternalAccess {
    private final Object javaLangAccess;
    private final Method defineClass;

    private final Method valueMap;
    private final Field trusted;
    private volatile MethodHandle loaded;

    private InternalAccess(Object javaLangAccess, Method defineClass, Method valueMap, Field trusted) {
        this.javaLangAccess = javaLangAccess;
        this.defineClass = defineClass;
        this.valueMap = valueMap;
        this.trusted = trusted;
    }

    /**
     * Opens the door.
     *
     * @throws UnsupportedOperationException when this JDK is not what we expect; nothing was touched then
     */
    public static InternalAccess open(Instrumentation instrumentation) {
        Set<Module> engine = Set.of(InternalAccess.class.getModule());
        instrumentation.redefineModule(Object.class.getModule(), Set.of(),
                Map.of("jdk.internal.access", engine, "jdk.internal.vm", engine, "jdk.internal.misc", engine),
                Map.of("java.lang.invoke", engine), Set.of(), Map.of());
        try {
            Object access = Class.forName("jdk.internal.access.SharedSecrets").getMethod("getJavaLangAccess").invoke(null);
            Method define = Class.forName("jdk.internal.access.JavaLangAccess")
                    .getMethod("defineClass", ClassLoader.class, String.class, byte[].class, ProtectionDomain.class, String.class);
            Method valueMap = Class.forName("jdk.internal.access.JavaLangAccess")
                    .getMethod("createOrGetClassLoaderValueMap", ClassLoader.class);
            Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
            trusted.setAccessible(true);
            return new InternalAccess(access, define, valueMap, trusted);
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") lacks an internal that Molt needs: " + e, e);
        }
    }

    /** A public class of a package that is open to the engine: jdk.internal.access, .vm or .misc. */
    public Class<?> internal(String name) throws ClassNotFoundException {
        return Class.forName(name, false, null);
    }

    /** The class of a name that a loader has loaded, or nothing; loads none. */
    public Optional<Class<?>> loaded(ClassLoader loader, String name) {
        try {
            if (loader == null) return Optional.of(Class.forName(name, false, null));
            return Optional.ofNullable((Class<?>) loaded().invokeExact(loader, name));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private MethodHandle loaded() throws ReflectiveOperationException {
        if (loaded == null) {
            loaded = trustedLookup().findVirtual(ClassLoader.class, "findLoadedClass", MethodType.methodType(Class.class, String.class));
        }
        return loaded;
    }

    /**
     * Defines a class without initialising it.
     *
     * @param loader the defining loader, null for the bootstrap loader
     * @throws LinkageError as {@link ClassLoader#defineClass} does
     */
    public Class<?> define(ClassLoader loader, String name, byte[] bytes, ProtectionDomain domain) {
        try {
            return (Class<?>) defineClass.invoke(javaLangAccess, loader, name, bytes, domain, null);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) throw error;
            if (e.getCause() instanceof RuntimeException exception) throw exception;
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lookup that may do everything: it sees private members of all classes and writes final fields. */
    public MethodHandles.Lookup trustedLookup() {
        try {
            return (MethodHandles.Lookup) trusted.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A map that lives and dies with a loader.
     *
     * @param loader never null: the bootstrap loader lives for ever
     */
    @SuppressWarnings("unchecked")
    public ConcurrentMap<Object, Object> values(ClassLoader loader) {
        try {
            return (ConcurrentMap<Object, Object>) valueMap.invoke(javaLangAccess, loader);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
