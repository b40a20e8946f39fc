package dev.molt.engine.evolve;

import dev.molt.engine.classfile.ClassFile;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * The superclasses that loaded classes have to the program and not to the VM, and the other way round.
 *
 * @param gained internal names of classes that have guests: objects that are their instances to the program alone
 * @param left internal names of classes that have instances which are so to the VM alone
 * @param standIns whether there are objects whose class is not the one that the VM tells
 */
public record TypeChanges(Set<String> gained, Set<String> left, boolean standIns) {
    public static final TypeChanges NONE = new TypeChanges(Set.of(), Set.of(), false);

    public TypeChanges {
        gained = Set.copyOf(gained);
        left = Set.copyOf(left);
    }

    /** Whether the VM may answer {@code instanceof} wrongly for this class. */
    public boolean concerns(String internalName) {
        return gained.contains(internalName) || left.contains(internalName);
    }

    public boolean isEmpty() {
        return gained.isEmpty() && left.isEmpty() && !standIns;
    }

    /** Both together. */
    public TypeChanges and(TypeChanges other) {
        return new TypeChanges(union(gained, other.gained), union(left, other.left), standIns || other.standIns);
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> all = new LinkedHashSet<>(a);
        all.addAll(b);
        return all;
    }

    /** The superclasses of a class, the nearest first, as far as they are known. */
    public static Set<String> above(ClassFile of, Function<String, ClassFile> world) {
        Set<String> names = new LinkedHashSet<>();
        for (ClassFile c = of; c != null && c.superName() != null; c = world.apply(c.superName())) {
            if (!names.add(c.superName())) break;
        }
        return names;
    }
}
