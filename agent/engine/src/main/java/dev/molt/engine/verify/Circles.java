package dev.molt.engine.verify;

import dev.molt.engine.classfile.ClassFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Classes that are supertypes of themselves, which the VM refuses to load (JVMS 5.3.5). */
final class Circles {
    private final Map<String, List<String>> supertypes = new HashMap<>();
    private final Set<String> left = new HashSet<>();
    private final Set<String> under = new HashSet<>();

    private Circles(Collection<ClassFile> classes) {
        for (ClassFile c : classes) {
            List<String> above = supertypes.computeIfAbsent(c.internalName(), n -> new ArrayList<>());
            if (c.superName() != null) above.add(c.superName());
            above.addAll(c.interfaces());
        }
    }

    /** Whether any do among these; classes of the same name count as one. */
    static boolean any(Collection<ClassFile> classes) {
        Circles circles = new Circles(classes);
        return circles.supertypes.keySet().stream().anyMatch(circles::isIn);
    }

    private boolean isIn(String name) {
        if (left.contains(name) || !supertypes.containsKey(name)) return false;
        if (!under.add(name)) return true;
        boolean found = supertypes.get(name).stream().anyMatch(this::isIn);
        under.remove(name);
        left.add(name);
        return found;
    }
}
