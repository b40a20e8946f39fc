package dev.molt.engine.shape;

import dev.molt.engine.changeset.Changed;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.statics.Conversions;
import dev.molt.engine.statics.FieldDefault;
import dev.molt.engine.statics.FieldDefaults;
import dev.molt.engine.statics.NewVersion;
import dev.molt.engine.statics.RenamedFields;
import dev.molt.protocol.report.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;

/**
 * What the instance fields that a class gets hold in objects that live already.
 *
 * @param defaults what their constructors would give them now
 * @param conversions fields whose type or name changed, and where their value is
 * @param notes for people
 */
record AddedFields(Map<Member, FieldDefault> defaults, Map<Member, Member> conversions, List<Finding> notes) {
    private static final AddedFields NONE = new AddedFields(Map.of(), Map.of(), List.of());

    static AddedFields of(Changed c, ClassFile shape, NewVersion version) {
        Set<Member> added = instanceFields(c.next().file());
        added.removeAll(instanceFields(shape));
        if (added.isEmpty()) return NONE;
        Set<Member> there = instanceFields(shape);
        Map<Member, FieldDefault> defaults = new HashMap<>(FieldDefaults.of(c.before().bytes(), c.next().bytes(), added, version));
        defaults.values().removeIf(d -> !there.containsAll(d.from()));
        Map<Member, Member> conversions = new HashMap<>(Conversions.of(c.before().file(), c.next().file()));
        if (losesFields(c)) RenamedFields.of(c.before().bytes(), c.next().bytes()).forEach(conversions::putIfAbsent);
        conversions.values().removeIf(from -> !there.contains(from));
        added.removeAll(instanceFields(c.before().file()));
        return new AddedFields(defaults, conversions, notes(c, added, defaults.keySet(), conversions));
    }

    private static boolean losesFields(Changed c) {
        return !instanceFields(c.next().file()).containsAll(instanceFields(c.before().file()));
    }

    private static Set<Member> instanceFields(ClassFile file) {
        Set<Member> fields = new HashSet<>();
        for (Field f : file.fields()) {
            if ((f.access() & Opcodes.ACC_STATIC) == 0) fields.add(new Member(f.name(), f.descriptor()));
        }
        return fields;
    }

    private static List<Finding> notes(Changed c, Set<Member> added, Set<Member> computed, Map<Member, Member> conversions) {
        Set<String> known = new TreeSet<>();
        Set<String> unknown = new TreeSet<>();
        List<Finding> notes = new ArrayList<>();
        for (Member m : added) {
            Member from = conversions.get(m);
            if (from == null) {
                (computed.contains(m) ? known : unknown).add(m.name());
            } else if (!from.name().equals(m.name())) {
                notes.add(Finding.note(c.name(), m.name() + ": takes over the value of " + from.name() + ", in whose place it stands"));
            } else {
                boolean always = Conversions.isConvertible(from.descriptor(), m.descriptor());
                notes.add(Finding.note(c.name(), m.name() + ": the type changed; its value is "
                        + (always ? "converted" : "kept where it is one of the new type")));
            }
        }
        if (!known.isEmpty()) notes.add(Finding.note(c.name(), String.join(", ", known) + ": computed for objects that live already, as their constructor does"));
        if (!unknown.isEmpty()) {
            notes.add(Finding.note(c.name(), String.join(", ", unknown) + ": null, 0 or false in objects that live already"));
        }
        return notes;
    }
}
