package dev.molt.engine.shape;

import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.evolve.Vessel;
import dev.molt.engine.shape.Evolving.Surroundings;
import dev.molt.engine.vm.Loaders;
import dev.molt.protocol.report.Finding;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;

/**
 * New classes below one that the VM loaded as final, or as sealed without them, and new ones below those. The VM can be given none of them; it
 * makes their objects of a class that it has.
 */
final class ClosedSuperclasses {
    private final ChangeSet set;
    private final Predicate<Added> others;
    private final Surroundings around;
    private final List<Finding> findings;
    private final Map<Added, Vessel> vessels = new IdentityHashMap<>();
    private final Set<Class<?>> lenders = new LinkedHashSet<>();

    /** @param others new classes that are something else to the VM already, as superclasses of loaded ones */
    ClosedSuperclasses(ChangeSet set, Predicate<Added> others, Surroundings around, List<Finding> findings) {
        this.set = set;
        this.others = others;
        this.around = around;
        this.findings = findings;
        boolean more = true;
        while (more) more = findOne();
        for (OnLoad o : set.onLoad()) {
            if (!o.next().file().isInterface() && isBelow(o.next().file().superName(), o.in())) {
                findings.add(Finding.refusal(o.name(), Loaders.id(o.in()), null, "can't have the supertype " + dots(o.next().file().superName())
                        + ", which is an interface in the running JVM", "give the class another supertype; or restart the JVM"));
            }
        }
    }

    /** What the VM makes the objects of the new classes of. */
    Map<Added, Vessel> vessels() {
        return vessels;
    }

    /** The loaded classes that are closed, and those that objects are made of. */
    Set<Class<?>> lenders() {
        return lenders;
    }

    private boolean findOne() {
        for (Added a : set.added()) {
            Vessel vessel = vessels.containsKey(a) || others.test(a) || a.next().file().isInterface() ? null : find(a);
            if (vessel == null) continue;
            vessels.put(a, vessel);
            lenders.add(loaded(a.into(), vessel.made()));
            findings.add(Finding.note(a.name(), "its objects are of the class " + dots(vessel.made()) + " to the VM, and to code of the JDK that asks for their class"));
            return true;
        }
        return false;
    }

    private Vessel find(Added a) {
        String above = a.next().file().superName();
        for (Map.Entry<Added, Vessel> e : vessels.entrySet()) {
            if (e.getKey().next().file().internalName().equals(above) && Loaders.sees(a.into(), e.getKey().into())) return e.getValue();
        }
        Class<?> known = loaded(a.into(), above);
        if (known == null || Loaders.isJdk(known.getClassLoader())) return null;
        Vessel ofKnown = vesselOf(known);
        if (ofKnown != null) return ofKnown;
        ClassFile meant = around.worlds().logical(a.into()).lookup(above);
        ClassFile physical = around.worlds().physical(a.into()).lookup(above);
        if (meant == null || physical == null || physical.isInterface() || !isClosed(physical, a) || isClosed(meant, a)) return null;
        String made = concrete(physical, a.into());
        if (made == null) return null;
        lenders.add(known);
        return new Vessel(made, above);
    }

    private boolean isBelow(String above, ClassLoader loader) {
        boolean ofUpdate = vessels.keySet().stream().anyMatch(a -> a.next().file().internalName().equals(above) && Loaders.sees(loader, a.into()));
        Class<?> known = ofUpdate ? null : loaded(loader, above);
        return ofUpdate || known != null && vesselOf(known) != null;
    }

    private Vessel vesselOf(Class<?> type) {
        return around.running().evolution(type).map(e -> e.instances().vessel()).orElse(null);
    }

    /** The class itself, or one below that the VM makes objects of; null where none is loaded. */
    private String concrete(ClassFile closed, ClassLoader loader) {
        if (!closed.isAbstract()) return closed.internalName();
        for (String name : closed.permittedSubclasses()) {
            ClassFile below = loaded(loader, name) == null ? null : around.worlds().physical(loader).lookup(name);
            String found = below == null || below.isInterface() ? null : concrete(below, loader);
            if (found != null) return found;
        }
        return null;
    }

    private static boolean isClosed(ClassFile above, Added a) {
        List<String> permitted = above.permittedSubclasses();
        return (above.access() & Opcodes.ACC_FINAL) != 0 || !permitted.isEmpty() && !permitted.contains(a.next().file().internalName());
    }

    /** Loads nothing: what is not loaded yet loads in its new version. */
    private Class<?> loaded(ClassLoader loader, String internalName) {
        return around.loaded().seen(loader, dots(internalName));
    }

    private static String dots(String internalName) {
        return internalName.replace('/', '.');
    }
}
