package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.dependents.World;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.Instances;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import java.util.Map;
import java.util.Set;

/**
 * Where everything that the logical class declares will be kept. The layouts of all classes of an update are made before any of their
 * code is translated, since that code refers to members by their places.
 *
 * @param logical the class
 * @param isNew whether the VM gets the class as it is, members and all
 * @param host internal name of the companion for moved methods; it is defined only if it has some
 * @param methods places of the methods
 * @param fields places of the fields
 * @param prologues methods of the physical class that ask for an override at entry
 * @param detached places of bodies that also stand beside the class, for receivers that are no objects of it to the VM
 * @param unlocked methods that are synchronized no more, and have left the physical class for that
 * @param instances what it has for objects that the VM does not make or count as its instances
 */
public record Layout(ClassFile logical, boolean isNew, String host, Map<Member, MethodPlace> methods, Map<Member, FieldPlace> fields,
                     Set<Member> prologues, Map<Member, MethodPlace.Beside> detached, Set<Member> unlocked, Instances instances) {
    static final MethodPlace PHYSICAL = new MethodPlace.Physical();
    static final MethodPlace NOWHERE = new MethodPlace.Nowhere();
    static final FieldPlace PHYSICAL_FIELD = new FieldPlace.Physical();

    public Layout {
        methods = Map.copyOf(methods);
        fields = Map.copyOf(fields);
        prologues = Set.copyOf(prologues);
        detached = Map.copyOf(detached);
        unlocked = Set.copyOf(unlocked);
    }

    /**
     * Lays a class out.
     *
     * @param physical the classes as the VM has them; tells what a new class may not override
     */
    public static Layout of(Subject subject, World physical) {
        return new LayoutMaker(subject, physical).make();
    }

    /** The layout of a class that evolved earlier and stays as it is. */
    public static Layout of(Evolution evolution) {
        return new Layout(evolution.logicalFile(), false, evolution.host(), evolution.methods(), evolution.fields(), evolution.prologues(),
                evolution.detached(), evolution.unlocked(), evolution.instances());
    }

    /** Never null: what the class does not declare is not in its physical form either, as far as a reference is concerned. */
    MethodPlace method(String name, String descriptor) {
        return methods.getOrDefault(new Member(name, descriptor), NOWHERE);
    }

    boolean hasField(String name, String descriptor) {
        return fields.get(new Member(name, descriptor)) instanceof FieldPlace.Physical;
    }
}
