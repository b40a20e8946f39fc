package dev.molt.engine.vm;

import java.lang.reflect.Method;
import java.net.URLClassLoader;

/** Names class loaders for people: short, and the same as long as the JVM lives. */
public final class Loaders {
    private Loaders() {}

    /** {@code app}, {@code platform}, {@code boot}, or a loader's class or own name with its identity, as {@code WebappLoader@1b2c3d}. */
    public static String id(ClassLoader loader) {
        if (loader == null) return "boot";
        if (loader == ClassLoader.getPlatformClassLoader()) return "platform";
        if (loader == ClassLoader.getSystemClassLoader()) return "app";
        String name = loader.getName();
        String simple = loader.getClass().getSimpleName();
        String label = name != null && !name.isBlank() ? name : simple.isEmpty() ? loader.getClass().getName() : simple;
        return label + "@" + Integer.toHexString(System.identityHashCode(loader));
    }

    /** Whether the JDK's own classes come from here. These are never updated. */
    public static boolean isJdk(ClassLoader loader) {
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /** Whether the JDK has a class of this name. */
    public static boolean jdkHas(String binaryName) {
        return ClassLoader.getPlatformClassLoader().getResource(binaryName.replace('.', '/') + ".class") != null;
    }

    /**
     * Whether a loader leaves the search for resources to code of the JDK, in {@link ClassLoader#getResource} or in {@link
     * java.net.URLClassLoader#findResource}.
     */
    public static boolean asksTheJdkForResources(ClassLoader loader) {
        try {
            if (isOfJdk(loader.getClass().getMethod("getResource", String.class).getDeclaringClass())) return true;
            return loader instanceof URLClassLoader && isOfJdk(loader.getClass().getMethod("findResource", String.class).getDeclaringClass());
        } catch (NoSuchMethodException | LinkageError e) {
            return false;
        }
    }

    /** Whether a loader gets class files by code of the JDK, which does not ask {@link ClassLoader#getResource} for them. */
    public static boolean readsClassesLikeTheJdk(ClassLoader loader) {
        for (Class<?> c = loader.getClass(); !isOfJdk(c); c = c.getSuperclass()) {
            for (Method m : c.getDeclaredMethods()) {
                if (m.getName().equals("findClass") && m.getParameterCount() == 1) return false;
            }
        }
        return true;
    }

    /** Whether a loader and its parents run code of the JDK alone. */
    public static boolean areOfTheJdk(ClassLoader loader) {
        for (ClassLoader l = loader; l != null; l = l.getParent()) {
            if (!isOfJdk(l.getClass())) return false;
        }
        return true;
    }

    private static boolean isOfJdk(Class<?> type) {
        return type.getClassLoader() == null;
    }

    /** Whether {@code ancestor} is {@code loader} or one of its parents. */
    public static boolean sees(ClassLoader loader, ClassLoader ancestor) {
        for (ClassLoader l = loader; l != null; l = l.getParent()) {
            if (l == ancestor) return true;
        }
        return ancestor == null;
    }
}
