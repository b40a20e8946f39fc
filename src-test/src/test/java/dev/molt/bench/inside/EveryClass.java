package dev.molt.bench.inside;

import java.io.IOException;
import java.util.jar.JarFile;

/** Runs in the JVM under test: loads all classes of a library. */
public final class EveryClass {
    private EveryClass() {}

    /** How many could be loaded; some need libraries that are not there. */
    public static String load(String jar) throws IOException {
        int loaded = 0;
        try (JarFile file = new JarFile(jar)) {
            for (String name : file.stream().map(e -> e.getName()).filter(n -> n.endsWith(".class") && !n.startsWith("META-INF")).toList()) {
                try {
                    Class.forName(name.substring(0, name.length() - 6).replace('/', '.'), false, EveryClass.class.getClassLoader());
                    loaded++;
                } catch (ClassNotFoundException | LinkageError e) {
                    // An optional dependency of the library.
                }
            }
        }
        return Integer.toString(loaded);
    }
}
