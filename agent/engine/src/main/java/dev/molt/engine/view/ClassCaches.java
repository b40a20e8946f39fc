package dev.molt.engine.view;

import dev.molt.engine.vm.Below;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code java.lang.Class} remembers of the members, annotations and constants of classes. */
final class ClassCaches {
    private final VarHandle reflectionData;
    private final VarHandle annotationData;
    private final VarHandle annotationType;
    private final VarHandle genericInfo;
    private final VarHandle constructor;
    private final VarHandle enumConstants;
    private final VarHandle enumDirectory;
    private final List<WeakReference<Class<?>>> changedEnums = new ArrayList<>();

    /** @throws ReflectiveOperationException where this JDK keeps them otherwise */
    ClassCaches(Lookup trusted) throws ReflectiveOperationException {
        reflectionData = trusted.findVarHandle(Class.class, "reflectionData", SoftReference.class);
        annotationData = trusted.findVarHandle(Class.class, "annotationData", Class.forName("java.lang.Class$AnnotationData", false, null));
        annotationType = trusted.findVarHandle(Class.class, "annotationType",
                Class.forName("sun.reflect.annotation.AnnotationType", false, null));
        genericInfo = trusted.findVarHandle(Class.class, "genericInfo",
                Class.forName("sun.reflect.generics.repository.ClassRepository", false, null));
        constructor = trusted.findVarHandle(Class.class, "cachedConstructor", Constructor.class);
        enumConstants = trusted.findVarHandle(Class.class, "enumConstants", Object[].class);
        enumDirectory = trusted.findVarHandle(Class.class, "enumConstantDirectory", Map.class);
    }

    /** Forgets what is known of these classes, and of all that depends on them. */
    synchronized void flush(Set<Class<?>> evolved, Class<?>[] loaded) {
        boolean annotations = evolved.stream().anyMatch(Class::isAnnotation);
        Below below = new Below(evolved);
        for (Class<?> type : loaded) {
            if (reflectionData.getVolatile(type) == null && annotationData.getVolatile(type) == null) continue;
            if (annotations || below.contains(type)) forget(type);
        }
        for (Class<?> type : evolved) {
            forget(type);
            genericInfo.setVolatile(type, null);
            annotationType.setVolatile(type, null);
            if (type.isEnum()) forgetConstants(type);
        }
        changedEnums.removeIf(r -> r.refersTo(null));
    }

    private void forget(Class<?> type) {
        reflectionData.setVolatile(type, null);
        annotationData.setVolatile(type, null);
        constructor.setVolatile(type, null);
    }

    private void forgetConstants(Class<?> type) {
        enumConstants.setVolatile(type, null);
        enumDirectory.setVolatile(type, null);
        changes(type);
    }

    /** An enum gets other constants. */
    synchronized void changes(Class<?> type) {
        if (changedEnums.stream().noneMatch(r -> r.refersTo(type))) changedEnums.add(new WeakReference<>(type));
    }

    /** Enums that collections may have been made for with other constants; null when there are none. */
    @SuppressWarnings("unchecked")
    synchronized WeakReference<Class<?>>[] changedEnums() {
        return changedEnums.isEmpty() ? null : changedEnums.toArray(WeakReference[]::new);
    }
}
