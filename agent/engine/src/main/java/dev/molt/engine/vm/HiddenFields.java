package dev.molt.engine.vm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.AbstractMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hides fields of a name from reflection, in all classes but the JDK's own. The JDK has a table of what reflection must not show of its
 * classes; this puts one in its place that answers for the others as well.
 */
final class HiddenFields extends AbstractMap<Class<?>, Set<String>> {
    /** They write to the table when they are initialised, and would copy it. */
    private static final List<String> WRITERS = List.of("jdk.internal.reflect.ConstantPool", "jdk.internal.reflect.UnsafeStaticFieldAccessorImpl");

    private final Map<Class<?>, Set<String>> own;
    private final Set<String> hidden;

    private HiddenFields(Map<Class<?>, Set<String>> own, String name) {
        this.own = own;
        hidden = Set.of(name);
    }

    /** @throws UnsupportedOperationException when this JDK has no such table */
    static void hide(Lookup trusted, String name) {
        try {
            for (String writer : WRITERS) initialise(writer);
            Class<?> reflection = Class.forName("jdk.internal.reflect.Reflection");
            MethodHandle get = trusted.findStaticGetter(reflection, "fieldFilterMap", Map.class);
            MethodHandle set = trusted.findStaticSetter(reflection, "fieldFilterMap", Map.class);
            MethodHandle wrap = trusted.findConstructor(HiddenFields.class, MethodType.methodType(void.class, Map.class, String.class));
            Map<?, ?> table = (Map<?, ?>) get.invokeExact();
            if (table instanceof HiddenFields) return;
            set.invoke(wrap.invoke(table, name));
        } catch (Throwable e) {
            throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") does not let a field be hidden from reflection: " + e, e);
        }
    }

    private static void initialise(String writer) {
        try {
            Class.forName(writer);
        } catch (ClassNotFoundException e) {
            // Not in this release.
        }
    }

    @Override
    public Set<String> get(Object type) {
        Set<String> names = own.get(type);
        if (((Class<?>) type).getClassLoader() == null) return names;
        if (names == null) return hidden;
        Set<String> both = new HashSet<>(names);
        both.addAll(hidden);
        return both;
    }

    /** What is put into a copy, so that nothing of ours seems to be registered. */
    @Override
    public Set<Entry<Class<?>, Set<String>>> entrySet() {
        return own.entrySet();
    }
}
