package desk;

import java.net.URL;
import java.net.URLClassLoader;

/** A loader that takes a lock of the application's for whatever it is asked. */
public class LockedLoader extends URLClassLoader {
    static final Object LOCK = new Object();

    LockedLoader(URL classes) {
        super(new URL[] {classes}, LockedLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (LOCK) {
            if (!name.startsWith("plug.")) return super.loadClass(name, resolve);
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    public URL getResource(String name) {
        synchronized (LOCK) {
            return super.getResource(name);
        }
    }
}
