package dev.molt.engine.view;

import dev.molt.engine.vm.Below;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What other classes of the JDK have derived from the members of classes: descriptions of object streams, proxy classes, beans. Also what
 * {@link LibraryCaches libraries} have.
 */
final class DerivedCaches {
    private final Lookup trusted;
    private final LibraryCaches libraries;
    private final List<ClassValue<?>> byClass;
    private final Object proxyCache;
    private final MethodHandle valuesOfLoader;
    private final Class<?> part;
    private final MethodHandle key;
    private final MethodHandle parent;

    /** @throws ReflectiveOperationException where this JDK keeps them otherwise */
    DerivedCaches(Lookup trusted) throws ReflectiveOperationException {
        this.trusted = trusted;
        libraries = new LibraryCaches(trusted);
        Class<?> streams = Class.forName("java.io.ObjectStreamClass$Caches", true, null);
        Class<?> cache = Class.forName("java.io.ClassCache", false, null);
        byClass = List.of(map(trusted, cache, streams, "localDescs"), map(trusted, cache, streams, "reflectors"),
                (ClassValue<?>) trusted.findStaticVarHandle(Proxy.class, "DEFAULT_METHODS_MAP", ClassValue.class).get());
        Class<?> loaderValue = Class.forName("jdk.internal.loader.ClassLoaderValue", false, null);
        Class<?> base = Class.forName("jdk.internal.loader.AbstractClassLoaderValue", false, null);
        part = Class.forName("jdk.internal.loader.AbstractClassLoaderValue$Sub", false, null);
        proxyCache = trusted.findStaticVarHandle(Proxy.class, "proxyCache", loaderValue).get();
        valuesOfLoader = trusted.findStatic(base, "map",
                MethodType.methodType(ConcurrentHashMap.class, ClassLoader.class));
        key = trusted.findVirtual(part, "key", MethodType.methodType(Object.class));
        parent = trusted.findVirtual(part, "parent", MethodType.methodType(base));
    }

    private static ClassValue<?> map(Lookup trusted, Class<?> cache, Class<?> streams, String field) throws ReflectiveOperationException {
        Object instance = trusted.findStaticVarHandle(streams, field, cache).get();
        return (ClassValue<?>) trusted.findVarHandle(cache, "map", ClassValue.class).get(instance);
    }

    /** Forgets what was derived from these classes and their subtypes. */
    void flush(Set<Class<?>> evolved, Class<?>[] loaded) {
        Set<ClassLoader> loaders = new HashSet<>();
        boolean interfaces = evolved.stream().anyMatch(Class::isInterface);
        Below below = new Below(evolved);
        for (Class<?> type : loaded) {
            loaders.add(type.getClassLoader());
            libraries.flush(type);
            if (type.getName().equals("java.beans.Introspector")) beans(type);
            boolean kept = Serializable.class.isAssignableFrom(type) || evolved.contains(type) || interfaces && Proxy.isProxyClass(type);
            if (kept && below.contains(type)) byClass.forEach(c -> c.remove(type));
        }
        if (interfaces) loaders.forEach(loader -> proxies(loader, below));
    }

    /** Proxy classes stay; whoever asks for a proxy from now on gets one with the methods of now. */
    private void proxies(ClassLoader loader, Below below) {
        try {
            Map<?, ?> values = (Map<?, ?>) valuesOfLoader.invoke(loader);
            for (Object value : values.keySet()) {
                if (!part.isInstance(value) || parent.invoke(value) != proxyCache) continue;
                Object interfaces = key.invoke(value);
                Collection<?> all = interfaces instanceof Class<?> one ? List.of(one)
                        : interfaces instanceof Collection<?> several ? several : Arrays.asList((Object[]) interfaces);
                if (all.stream().anyMatch(i -> below.contains((Class<?>) i))) values.remove(value);
            }
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Only where somebody has used java.beans, which would be loaded for nothing else. It keeps an answer for each thread group. */
    private void beans(Class<?> introspector) {
        try {
            introspector.getMethod("flushCaches").invoke(null);
            Class<?> context = sibling(introspector, "ThreadGroupContext");
            Class<?> map = sibling(introspector, "WeakIdentityMap");
            Class<?> entry = sibling(introspector, "WeakIdentityMap$Entry");
            MethodHandle clear = trusted.findVirtual(context, "clearBeanInfoCache", MethodType.methodType(void.class));
            VarHandle value = trusted.findVarHandle(entry, "value", Object.class);
            VarHandle next = trusted.findVarHandle(entry, "next", entry);
            Object contexts = trusted.findStaticVarHandle(context, "contexts", map).get();
            for (Object first : (Object[]) trusted.findVarHandle(map, "table", entry.arrayType()).getVolatile(contexts)) {
                for (Object e = first; e != null; e = next.get(e)) clear.invoke(value.get(e));
            }
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> sibling(Class<?> introspector, String name) throws ClassNotFoundException {
        return Class.forName("java.beans." + name, true, introspector.getClassLoader());
    }
}
