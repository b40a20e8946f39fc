package dev.molt.engine.view;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.Map;

/**
 * Static caches of libraries that nobody can get a second one of: Spring's, of what it found out about classes, and CGLIB's, of proxy
 * classes by name. What libraries keep in objects is the program's to renew.
 *
 * <p>It is soft: a release that keeps them otherwise is left alone, and goes on with what it knew.
 */
final class LibraryCaches {
    private static final MethodType FORGET = MethodType.methodType(void.class);

    /** Empties a cache of a class. */
    private interface Flush {
        void run(Lookup trusted, Class<?> type) throws Throwable;
    }

    private static final Flush CLEAR_CACHE = (trusted, type) -> trusted.findStatic(type, "clearCache", FORGET).invoke();
    private static final Flush CLEAR_CLASS_LOADER = (trusted, type) -> trusted.findStatic(type, "clearClassLoader",
            MethodType.methodType(void.class, ClassLoader.class)).invoke((ClassLoader) null);
    private static final Flush CLEAR_GENERATED = LibraryCaches::clearGenerated;

    private static final Map<String, Flush> KNOWN = Map.of(
            "org.springframework.util.ReflectionUtils", CLEAR_CACHE,
            "org.springframework.core.annotation.AnnotationUtils", CLEAR_CACHE,
            "org.springframework.core.ResolvableType", CLEAR_CACHE,
            "org.springframework.beans.CachedIntrospectionResults", CLEAR_CLASS_LOADER,
            "org.springframework.cglib.core.AbstractClassGenerator", CLEAR_GENERATED,
            "net.sf.cglib.core.AbstractClassGenerator", CLEAR_GENERATED);

    private final Lookup trusted;
    private final MethodHandle untouched;

    /** @throws ReflectiveOperationException where this JDK does not tell which classes are initialised */
    LibraryCaches(Lookup trusted) throws ReflectiveOperationException {
        this.trusted = trusted;
        Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe", false, null);
        untouched = trusted.findVirtual(unsafe, "shouldBeInitialized", MethodType.methodType(boolean.class, Class.class))
                .bindTo(trusted.findStaticVarHandle(unsafe, "theUnsafe", unsafe).get());
    }

    /** The names of the proxy classes stay taken, so that those to come get others. */
    private static void clearGenerated(Lookup trusted, Class<?> generator) throws ReflectiveOperationException {
        Map<?, ?> byLoader = (Map<?, ?>) trusted.findStaticVarHandle(generator, "CACHE", Map.class).get();
        for (Object ofLoader : byLoader.values()) {
            VarHandle generated = field(trusted, ofLoader.getClass(), "generatedClasses");
            Object classes = generated.get(ofLoader);
            ((Map<?, ?>) field(trusted, classes.getClass(), "map").get(classes)).clear();
        }
    }

    private static VarHandle field(Lookup trusted, Class<?> type, String name) throws ReflectiveOperationException {
        return trusted.unreflectVarHandle(type.getDeclaredField(name));
    }

    /** Empties the caches of this class, where it has such. */
    void flush(Class<?> type) {
        Flush flush = KNOWN.get(type.getName());
        if (flush == null) return;
        try {
            if (!(boolean) untouched.invokeExact(type)) flush.run(trusted, type);
        } catch (Throwable e) {
            // Another release than those that we know: as any library that we do not know.
        }
    }
}
