package dev.molt.engine.diff;

import dev.molt.engine.classfile.Descriptors;
import dev.molt.engine.classfile.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The differences of a class's fields. */
final class FieldDiff {
    private static final int ACC_STATIC = 0x8;
    private static final int ACC_ENUM = 0x4000;

    private final List<Field> loaded;
    private final List<Field> next;
    private final List<Change> changes;

    FieldDiff(List<Field> loaded, List<Field> next, List<Change> changes) {
        this.loaded = loaded;
        this.next = next;
        this.changes = changes;
    }

    void run() {
        if (loaded.isEmpty() && next.isEmpty()) return;
        Map<String, Field> gone = index(loaded);
        Map<String, Field> come = index(next);
        for (Field before : loaded) {
            Field after = come.remove(key(before));
            if (after == null) continue;
            gone.remove(key(before));
            compare(before, after);
        }
        boolean sameFields = gone.isEmpty() && come.isEmpty();
        retyped(gone, come);
        for (Field f : gone.values()) changes.add(new Change(ChangeKind.FIELD_REMOVED, f.text(), nature(f)));
        for (Field f : come.values()) changes.add(new Change(ChangeKind.FIELD_ADDED, f.text(), nature(f)));
        if (sameFields && !order(loaded).equals(order(next))) {
            String detail = String.join(", ", names(loaded)) + " -> " + String.join(", ", names(next));
            changes.add(new Change(ChangeKind.FIELD_ORDER, null, detail));
        }
    }

    /** Fields that kept their name: Java source knows one field of a name in a class. */
    private void retyped(Map<String, Field> gone, Map<String, Field> come) {
        Map<String, Field> byName = new HashMap<>();
        for (Field f : come.values()) byName.putIfAbsent(f.name(), f);
        for (Field before : List.copyOf(gone.values())) {
            Field after = byName.remove(before.name());
            if (after == null) continue;
            gone.remove(key(before));
            come.remove(key(after));
            changes.add(new Change(ChangeKind.FIELD_TYPE, before.name(),
                    Descriptors.type(before.descriptor()) + " -> " + Descriptors.type(after.descriptor())));
            modifiers(before, after);
        }
    }

    private void compare(Field before, Field after) {
        modifiers(before, after);
        if (!Objects.equals(before.constantValue(), after.constantValue())) {
            add(ChangeKind.CONSTANT_VALUE, before, constant(before) + " -> " + constant(after));
        }
        if (!Objects.equals(before.signature(), after.signature())) {
            add(ChangeKind.FIELD_SIGNATURE, before, before.signature() + " -> " + after.signature());
        }
        if (before.annotationsHash() != after.annotationsHash()) add(ChangeKind.FIELD_ANNOTATIONS, before, null);
    }

    private void modifiers(Field before, Field after) {
        if (before.access() == after.access()) return;
        add(ChangeKind.FIELD_MODIFIERS, before, Modifiers.ofField(before.access()) + " -> " + Modifiers.ofField(after.access()));
    }

    private void add(ChangeKind kind, Field field, String detail) {
        changes.add(new Change(kind, field.text(), detail));
    }

    private static String nature(Field field) {
        if ((field.access() & ACC_ENUM) != 0) return "enum constant";
        return (field.access() & ACC_STATIC) != 0 ? "static" : null;
    }

    private static String constant(Field field) {
        Object value = field.constantValue();
        if (value == null) return "none";
        return value instanceof String s ? '"' + s + '"' : value.toString();
    }

    private static Map<String, Field> index(List<Field> fields) {
        Map<String, Field> index = new LinkedHashMap<>();
        for (Field f : fields) index.put(key(f), f);
        return index;
    }

    private static String key(Field field) {
        return field.name() + ':' + field.descriptor();
    }

    private static List<String> order(List<Field> fields) {
        return fields.stream().map(FieldDiff::key).toList();
    }

    private static List<String> names(List<Field> fields) {
        List<String> names = new ArrayList<>();
        for (Field f : fields) names.add(f.name());
        return names;
    }
}
