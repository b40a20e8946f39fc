package dev.molt.engine.linkage;

import dev.molt.engine.vm.Below;
import dev.molt.engine.vm.VmTypes;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Classes that changed, for sites that want to know whether one of them has a say in what they mean. */
final class Kin {
    private final Collection<Class<?>> changed;
    private final Below below;
    private final Set<Class<?>> superclasses = new HashSet<>();
    private final boolean interfaces;

    Kin(Collection<Class<?>> changed) {
        this.changed = changed;
        below = new Below(changed);
        interfaces = changed.stream().anyMatch(VmTypes::isInterface);
        for (Class<?> type : changed) {
            for (Class<?> c = type; c != null && superclasses.add(c); ) c = c.getSuperclass();
        }
    }

    /** Whether their change can change what a member of a class is. An interface may be one of it to the program alone. */
    boolean of(Class<?> owner) {
        if (interfaces || below.contains(owner) || superclasses.contains(owner)) return true;
        return VmTypes.isInterface(owner) && changed.stream().anyMatch(owner::isAssignableFrom);
    }

    /** Whether the class is one of them, or below one. */
    boolean isAbove(Class<?> type) {
        return below.contains(type);
    }
}
