package dev.molt.engine.linkage;

/** A type, and which objects have it in the logical world of a moment. */
final class LogicalType {
    private final Class<?> type;
    private final Class<?> element;
    private final LogicalMembers members;
    private final ClassValue<Boolean> subtypes;

    LogicalType(Class<?> type, LogicalMembers members) {
        this.type = type;
        this.members = members;
        Class<?> inner = type;
        while (inner.isArray()) inner = inner.getComponentType();
        Class<?> of = inner;
        this.element = inner;
        this.subtypes = new ClassValue<>() {
            @Override
            protected Boolean computeValue(Class<?> sub) {
                return members.isSubtype(sub, of);
            }
        };
    }

    Class<?> type() {
        return type;
    }

    /** Whether the VM says yes to some object that has the type no more. */
    boolean isLost(LogicalWorld world) {
        String name = LogicalWorld.internalName(element);
        return world.disputed().contains(name) && world.all().stream().anyMatch(e -> e.evolution().lineage().lost().contains(name));
    }

    boolean isInstance(Object object) {
        return object != null && is(type, object);
    }

    /**
     * Code that knows of objects that the VM does not take for an I makes arrays of Object where it means arrays of I, since it could not
     * store them otherwise. What such an array holds tells what it is meant to be.
     */
    private boolean is(Class<?> wanted, Object object) {
        if (!wanted.isArray()) return subtypes.get(members.classOf(object));
        if (wanted.isInstance(object)) return true;
        if (!(object instanceof Object[] array) || depth(array.getClass()) != depth(wanted)) return false;
        Class<?> inner = array.getClass();
        while (inner.isArray()) inner = inner.getComponentType();
        if (inner != Object.class) return false;
        for (Object o : array) {
            if (o != null && !is(wanted.getComponentType(), o)) return false;
        }
        return true;
    }

    private static int depth(Class<?> array) {
        return array.getName().lastIndexOf('[');
    }

    Object cast(Object object) {
        if (object == null || isInstance(object)) return object;
        throw LinkFailure.trimmed(new ClassCastException("class " + members.classOf(object).getName() + " cannot be cast to class " + type.getName()));
    }
}
