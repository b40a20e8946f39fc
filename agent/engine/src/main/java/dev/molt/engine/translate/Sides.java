package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.dependents.Access;
import dev.molt.engine.dependents.Hierarchy;
import dev.molt.engine.dependents.Hierarchy.Found;
import dev.molt.engine.dependents.World;
import dev.molt.engine.evolve.Lineage;
import dev.molt.engine.evolve.Vessel;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The two sides that a reference is looked at from: what it means, and what the VM makes of it.
 *
 * @param layouts the layout of an evolved or new class by internal name; null for all others
 * @param disputed the types that some object has to the program and not to the VM, or the other way round, by internal name
 * @param unlocked methods that left their classes, which the VM goes on to select
 */
record Sides(Side logical, Side physical, Function<String, Layout> layouts, Set<String> disputed, Unlocked unlocked) {

    /** Resolution in one world. */
    record Side(World world, Hierarchy hierarchy, Access access) {
        static Side of(World world) {
            Hierarchy hierarchy = new Hierarchy(world);
            return new Side(world, hierarchy, new Access(world, hierarchy));
        }

        ClassFile lookup(String internalName) {
            return world.lookup(internalName);
        }

        /** The names of all types that a class is a subtype of, as far as their class files are known; without the class itself. */
        Set<String> supertypes(String internalName) {
            Set<String> all = new HashSet<>();
            collect(internalName, all);
            return all;
        }

        private void collect(String internalName, Set<String> all) {
            ClassFile file = world.lookup(internalName);
            if (file == null) return;
            if (file.superName() != null && all.add(file.superName())) collect(file.superName(), all);
            for (String type : file.interfaces()) {
                if (all.add(type)) collect(type, all);
            }
        }

        Found field(String owner, String name, String descriptor) {
            ClassFile file = world.lookup(owner);
            return file == null ? Found.UNKNOWN : hierarchy.field(file, name, descriptor);
        }

        Found method(String owner, String name, String descriptor) {
            ClassFile file = world.lookup(owner);
            if (file == null) return Found.UNKNOWN;
            if (name.equals("<init>")) {
                var own = file.method(name, descriptor);
                return own == null ? Found.NONE : new Found(file, own.access(), name, descriptor);
            }
            return file.isInterface() ? hierarchy.interfaceMethod(file, name, descriptor) : hierarchy.classMethod(file, name, descriptor);
        }
    }

    static Sides of(World logical, World physical, Function<String, Layout> layouts, Set<String> disputed, Unlocked unlocked) {
        return new Sides(Side.of(logical), Side.of(physical), layouts, disputed, unlocked);
    }

    /** The supertypes of a class that the two sides do not agree upon, unless they do so of a direct one alone. */
    Lineage lineage(String internalName) {
        Vessel vessel = vessel(internalName);
        if (vessel != null) {
            Set<String> known = physical.supertypes(vessel.made());
            known.add(vessel.made());
            return Lineage.between(logical.supertypes(internalName), known);
        }
        ClassFile meant = logical.lookup(internalName);
        ClassFile known = physical.lookup(internalName);
        if (meant == null || known == null || meant == known || meant.isInterface() != known.isInterface()) return Lineage.AGREED;
        boolean same = Objects.equals(meant.superName(), known.superName()) && Set.copyOf(meant.interfaces()).equals(Set.copyOf(known.interfaces()));
        return same ? Lineage.AGREED : Lineage.between(logical.supertypes(internalName), physical.supertypes(internalName));
    }

    /** What the VM makes the objects of a class of that it does not have, or null. */
    Vessel vessel(String internalName) {
        Layout layout = layouts.apply(internalName);
        return layout == null ? null : layout.instances().vessel();
    }

    /** Whether the VM may take an object wrongly for one of that type, or of an array of it. */
    boolean isDisputed(String type) {
        return !disputed.isEmpty() && disputed.contains(element(type));
    }

    /** Whether all that is of a class to the program is so to the VM, too: it may have too many objects there, but not too few. */
    boolean holdsAll(String type) {
        String name = element(type);
        ClassFile known = physical.lookup(name);
        Layout layout = layouts.apply(name);
        return known != null && !known.isInterface() && !name.equals("java/lang/Record") && (layout == null || !layout.instances().guests());
    }

    /** Whether there are objects of an interface of which the VM does not know that they are. */
    boolean isDisputedInterface(String type) {
        if (!disputed.contains(type)) return false;
        ClassFile known = physical.lookup(type);
        if (known == null) known = logical.lookup(type);
        return known != null && known.isInterface();
    }

    /** Whether the VM knows an interface where the program has a class. */
    boolean isMarker(String type) {
        ClassFile meant = logical.lookup(type);
        ClassFile known = physical.lookup(type);
        return meant != null && known != null && known.isInterface() && !meant.isInterface();
    }

    /** The class that the VM knows every object of a class to be of. */
    String known(String type) {
        String at = type;
        while (!holdsAll(at)) {
            ClassFile meant = logical.lookup(at);
            if (meant == null || meant.isInterface() || meant.superName() == null) return "java/lang/Object";
            at = meant.superName();
        }
        return at;
    }

    /** Whether there are objects whose class is not the one that the VM tells. */
    boolean hasStandIns() {
        return disputed.stream().map(layouts).anyMatch(layout -> layout != null && layout.instances().isOfOtherClass());
    }

    /** The class that an array is made of; the name itself where it is none. */
    private static String element(String type) {
        return type.startsWith("[") ? Type.getType(type).getElementType().getInternalName() : type;
    }

    /**
     * Whether a private constructor is none to the VM, so that new nest mates can call it by {@code super(...)}: the nest of a new class is frozen
     * where its host is loaded, and does not have it (JVMS 5.4.4).
     */
    boolean isOpenedConstructor(ClassFile of, String method, int access) {
        Layout layout = layout(of);
        boolean isNew = layout != null && layout.isNew();
        return isNew && method.equals("<init>") && (access & Opcodes.ACC_PRIVATE) != 0 && of.nestHost() != null
                && physical.hierarchy().nestHost(of).equals(of.internalName());
    }

    Layout layout(ClassFile file) {
        return layouts.apply(file.internalName());
    }
}
