package dev.molt.engine.shape;

import dev.molt.engine.vm.LoadedClasses;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The loaded classes below a class or an interface. */
final class Subtypes {
    private final LoadedClasses loaded;
    private final List<Class<?>> all;
    private final Map<Class<?>, List<Class<?>>> known = new HashMap<>();

    Subtypes(LoadedClasses loaded) {
        this.loaded = loaded;
        all = loaded.all();
    }

    /** Without the class itself. */
    List<Class<?>> of(Class<?> type) {
        return known.computeIfAbsent(type, t -> all.stream().filter(c -> c != t && t.isAssignableFrom(c)).toList());
    }

    /** The same by internal names, for a class that this loader defines. */
    List<String> of(ClassLoader loader, String internalName) {
        return loaded.named(internalName.replace('/', '.')).stream().filter(t -> t.getClassLoader() == loader).flatMap(t -> of(t).stream())
                .map(t -> t.getName().replace('.', '/')).toList();
    }
}
