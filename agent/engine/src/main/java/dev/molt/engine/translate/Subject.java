package dev.molt.engine.translate;

import dev.molt.engine.changeset.ClassImage;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.statics.FieldDefault;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class to be translated.
 *
 * @param loader its defining loader
 * @param logical its newest class file
 * @param shape the class file that the VM holds now, possibly a translation of an earlier version; null for a class that is not loaded
 * @param previous the evolution that is live now, or null
 * @param number which evolution of the class this is, from 1; names the companions
 * @param initialiser the part of the static initialiser that is still to run, as a static method {@code ()V} in logical terms, or null
 * @param fieldDefaults for an added instance field, what it holds in older objects, in logical terms
 * @param prologues methods of the physical class that have to ask for overrides the VM does not know, with the number that
 *     {@code dev.molt.boot.Overrides} knows them by; the number is used for classes of the JDK only
 * @param conversions for an added instance field, the field of the physical class that its value is taken from
 * @param detach whether its bodies have to run for receivers that are no objects of the class to the VM
 * @param role what it has to be for others
 */
public record Subject(ClassLoader loader, ClassImage logical, ClassImage shape, Evolution previous, int number, MethodNode initialiser,
                      Map<Member, FieldDefault> fieldDefaults, Map<Member, Integer> prologues, Map<Member, Member> conversions,
                      boolean detach, Role role) {

    public Subject {
        fieldDefaults = Map.copyOf(fieldDefaults);
        prologues = Map.copyOf(prologues);
        conversions = Map.copyOf(conversions);
    }

    /** The same in another role; fields of guests begin with these values. */
    public Subject with(Role role, Map<Member, FieldDefault> defaults) {
        Map<Member, FieldDefault> all = new HashMap<>(defaults);
        all.putAll(fieldDefaults);
        return new Subject(loader, logical, shape, previous, number, initialiser, all, prologues, conversions, detach, role);
    }

    /** A class that the VM does not have yet. */
    public static Subject added(ClassLoader loader, ClassImage logical) {
        return new Subject(loader, logical, null, null, 1, null, Map.of(), Map.of(), Map.of(), false, Role.NONE);
    }

    /** A class that evolves for the first time, without any state to care for. */
    public static Subject changed(ClassLoader loader, ClassImage logical, ClassImage shape) {
        return new Subject(loader, logical, shape, null, 1, null, Map.of(), Map.of(), Map.of(), false, Role.NONE);
    }

    /** The same with these prologues. */
    public Subject with(Map<Member, Integer> asking) {
        return new Subject(loader, logical, shape, previous, number, initialiser, fieldDefaults, asking, conversions, detach, role);
    }

    /** The same with this part of its static initialiser to run. */
    public Subject initialising(MethodNode rest) {
        return new Subject(loader, logical, shape, previous, number, rest, fieldDefaults, prologues, conversions, detach, role);
    }

    /** The same, its bodies detached. */
    public Subject detaching() {
        return new Subject(loader, logical, shape, previous, number, initialiser, fieldDefaults, prologues, conversions, true, role);
    }

    boolean isNew() {
        return shape == null;
    }

    ClassFile logicalFile() {
        return logical.file();
    }

    ClassFile shapeFile() {
        return shape == null ? null : shape.file();
    }
}
