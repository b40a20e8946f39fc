package dev.molt.engine.dependents;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.diff.Change;
import dev.molt.engine.diff.ChangeKind;
import dev.molt.engine.diff.ClassDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * What others may miss after a class has changed its shape.
 *
 * @param members those that are gone or have other modifiers
 * @param wholeClass whether the class itself is another one to its users: supertypes, modifiers, what it permits
 */
record LostMembers(List<Member> members, boolean wholeClass) {
    private static final Set<ChangeKind> OF_THE_CLASS = Set.of(ChangeKind.SUPERCLASS, ChangeKind.INTERFACE_REMOVED,
            ChangeKind.CLASS_MODIFIERS, ChangeKind.PERMITTED_SUBCLASSES, ChangeKind.RECORD_COMPONENTS, ChangeKind.NEST_HOST, ChangeKind.NEST_MEMBERS);

    /** A member as others name it. */
    record Member(String name, String descriptor) {}

    static LostMembers of(ClassFile before, ClassFile after, ClassDiff diff) {
        List<Member> members = new ArrayList<>();
        for (Method m : before.methods()) {
            Method now = after.method(m.name(), m.descriptor());
            if (now == null || now.access() != m.access()) members.add(new Member(m.name(), m.descriptor()));
        }
        for (Field f : before.fields()) {
            Field now = after.field(f.name(), f.descriptor());
            if (now == null || now.access() != f.access()) members.add(new Member(f.name(), f.descriptor()));
        }
        // An abstract method that is new concerns whoever implements the class.
        boolean newAbstract = after.methods().stream().anyMatch(m -> (m.access() & Opcodes.ACC_ABSTRACT) != 0
                && before.method(m.name(), m.descriptor()) == null);
        return new LostMembers(members, newAbstract || diff.changes().stream().map(Change::kind).anyMatch(OF_THE_CLASS::contains));
    }

    boolean isEmpty() {
        return members.isEmpty() && !wholeClass;
    }
}
