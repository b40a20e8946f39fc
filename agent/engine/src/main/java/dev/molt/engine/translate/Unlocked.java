package dev.molt.engine.translate;

import dev.molt.engine.dependents.Hierarchy.Found;
import dev.molt.engine.evolve.Member;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * Methods that are synchronized no more. The VM keeps the flag with the method that it has, so the code has moved beside the class, and
 * a call that the VM would select that method for has to be linked.
 *
 * @param classes internal names of the classes that declare a method
 */
public record Unlocked(Map<Member, Set<String>> classes) {
    public static final Unlocked NONE = new Unlocked(Map.of());
    private static final int NOT_SELECTED = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;

    public Unlocked {
        classes = Map.copyOf(classes);
    }

    /** These, and those of the layouts. */
    public Unlocked and(Iterable<Layout> layouts) {
        Map<Member, Set<String>> all = new HashMap<>(classes);
        for (Layout layout : layouts) {
            for (Member m : layout.unlocked()) {
                Set<String> names = new HashSet<>(all.getOrDefault(m, Set.of()));
                names.add(layout.logical().internalName());
                all.put(m, names);
            }
        }
        return new Unlocked(all);
    }

    /** Whether a call of a method may be one of such a method, in a subclass. */
    boolean mayBeSelected(Sides.Side side, Found meant) {
        Set<String> names = classes.getOrDefault(new Member(meant.name(), meant.descriptor()), Set.of());
        return !names.isEmpty() && !meant.has(NOT_SELECTED) && names.stream().anyMatch(name -> isSubtype(side, name, meant.declaring().internalName()));
    }

    private static boolean isSubtype(Sides.Side side, String name, String of) {
        return name.equals(of) || side.supertypes(name).contains(of);
    }
}
