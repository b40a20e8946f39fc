package dev.molt.test.evolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Defines classes in a loader that is thrown away, which makes the VM verify them. Nothing of them is run. */
final class Definitions extends ClassLoader {
    private final Map<String, byte[]> classes;

    private Definitions(Map<String, byte[]> classes) {
        super(ClassLoader.getPlatformClassLoader());
        this.classes = classes;
    }

    /** What the verifier says, one line each. Classes that only miss others are left out. */
    static List<String> verify(Map<String, byte[]> classes, Collection<String> wanted) {
        Definitions loader = new Definitions(classes);
        List<String> problems = new ArrayList<>();
        for (String name : wanted) {
            try {
                // the methods' types are resolved after linking
                Class<?> type = loader.loadClass(name.replace('/', '.'));
                type.getDeclaredMethods();
                type.getDeclaredFields();
            } catch (NoClassDefFoundError | ClassNotFoundException e) {
                // an optional dependency
            } catch (LinkageError e) {
                problems.add(name + ": " + e);
            }
        }
        return problems;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name.replace('.', '/'));
        if (bytes == null) throw new ClassNotFoundException(name);
        return defineClass(name, bytes, 0, bytes.length);
    }
}
