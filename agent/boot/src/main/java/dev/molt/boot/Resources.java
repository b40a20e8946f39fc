package dev.molt.boot;

import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;

/** What class loaders of the JDK call while some update brought resources that they do not find by themselves. */
public final class Resources {
    private static volatile ResourceView view;

    private Resources() {}

    /** Called by the engine, with null when there are none any more. */
    public static void install(ResourceView engine) {
        view = engine;
    }

    public static URL one(URL found, ClassLoader loader, String name) {
        ResourceView v = view;
        return v == null || name == null ? found : v.one(found, loader, name);
    }

    public static Enumeration<URL> all(Enumeration<URL> found, ClassLoader loader, String name) {
        ResourceView v = view;
        return v == null || name == null ? found : v.all(found, loader, name);
    }

    public static InputStream stream(ClassLoader loader, String module, String name) {
        ResourceView v = view;
        return v == null || name == null ? null : v.stream(loader, module, name);
    }
}
