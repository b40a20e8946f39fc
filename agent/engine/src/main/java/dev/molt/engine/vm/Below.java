package dev.molt.engine.vm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which classes are one of many or have one among their supertypes, as the VM has them; quick to ask for many classes as well. */
public final class Below {
    private final Set<Class<?>> classes;
    private final List<Class<?>> interfaces = new ArrayList<>();

    /** @param above the supertypes in question */
    public Below(Collection<Class<?>> above) {
        classes = new HashSet<>(above);
        for (Class<?> type : above) {
            if (VmTypes.isInterface(type)) interfaces.add(type);
        }
    }

    /** Whether the class is one of them, or below one. */
    public boolean contains(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (classes.contains(c)) return true;
        }
        for (Class<?> above : interfaces) {
            if (above.isAssignableFrom(type)) return true;
        }
        return false;
    }
}
