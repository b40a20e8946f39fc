package dev.molt.engine.vm;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The application's classes in the VM at one moment, by name; neither the JDK's, nor arrays, hidden classes or our own. */
public final class LoadedClasses {
    private static final ClassLoader OURS = LoadedClasses.class.getClassLoader();

    private final Map<String, List<Class<?>>> byName;

    private LoadedClasses(Map<String, List<Class<?>>> byName) {
        this.byName = byName;
    }

    /** Takes the snapshot. */
    public static LoadedClasses now(Instrumentation instrumentation) {
        Map<String, List<Class<?>>> byName = new HashMap<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (isApplication(type)) byName.computeIfAbsent(type.getName(), n -> new ArrayList<>(1)).add(type);
        }
        return new LoadedClasses(byName);
    }

    private static boolean isApplication(Class<?> type) {
        if (type.isArray() || type.isHidden() || type.isPrimitive()) return false;
        ClassLoader loader = type.getClassLoader();
        return !Loaders.isJdk(loader) && loader != OURS && !(loader instanceof ThrowAwayLoader);
    }

    /** The classes of a name, one for each defining loader. */
    public List<Class<?>> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** The class that a loader means by a name, or null where it is not loaded. Loads nothing. */
    public Class<?> seen(ClassLoader loader, String name) {
        for (Class<?> type : named(name)) {
            if (Loaders.sees(loader, type.getClassLoader())) return type;
        }
        return null;
    }

    /**
     * The same for a supertype of a class of this loader, which is loaded if nobody has done so: who runs with a supertype has it loaded, and
     * nothing of it runs. Null for one that is not there.
     */
    public Class<?> supertype(ClassLoader loader, String name) {
        Class<?> known = seen(loader, name);
        if (known != null) return known;
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /** All of them. */
    public List<Class<?>> all() {
        return byName.values().stream().flatMap(List::stream).toList();
    }
}
