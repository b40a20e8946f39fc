package dev.molt.boot;

import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;

/** The engine's side of {@link Resources}. Every method answers with what was found where no update brought something else. */
public interface ResourceView {
    /** @param found what the loader found by itself, or null */
    URL one(URL found, ClassLoader loader, String name);

    /** @param found everything that the loader found by itself */
    Enumeration<URL> all(Enumeration<URL> found, ClassLoader loader, String name);

    /** A stream of what an update brought, or null where the loader is to open what it finds. */
    InputStream stream(ClassLoader loader, String module, String name);
}
