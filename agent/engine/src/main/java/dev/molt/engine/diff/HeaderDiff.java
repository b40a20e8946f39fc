package dev.molt.engine.diff;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.ClassVersion;
import dev.molt.engine.classfile.Descriptors;
import dev.molt.engine.classfile.InnerClass;
import dev.molt.engine.classfile.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The differences of the class itself, apart from its fields and methods. */
final class HeaderDiff {
    /** ACC_SUPER means nothing since Java 8; every class is treated as if it had it. */
    private static final int ACC_SUPER = 0x20;

    private final ClassFile loaded;
    private final ClassFile next;
    private final List<Change> changes;

    HeaderDiff(ClassFile loaded, ClassFile next, List<Change> changes) {
        this.loaded = loaded;
        this.next = next;
        this.changes = changes;
    }

    void run() {
        if (loaded.major() != next.major() || loaded.minor() != next.minor()) {
            add(ChangeKind.CLASS_VERSION, ClassVersion.text(loaded.major(), loaded.minor()) + " -> "
                    + ClassVersion.text(next.major(), next.minor()));
        }
        if ((loaded.access() & ~ACC_SUPER) != (next.access() & ~ACC_SUPER)) {
            add(ChangeKind.CLASS_MODIFIERS, Modifiers.ofClass(loaded.access()) + " -> " + Modifiers.ofClass(next.access()));
        }
        if (!Objects.equals(loaded.superName(), next.superName())) {
            add(ChangeKind.SUPERCLASS, dotted(loaded.superName()) + " -> " + dotted(next.superName()));
        }
        interfaces();
        compare(ChangeKind.CLASS_SIGNATURE, loaded.signature(), next.signature());
        if (loaded.plainAnnotationsHash() != next.plainAnnotationsHash()) add(ChangeKind.CLASS_ANNOTATIONS, null);
        else if (loaded.annotationsHash() != next.annotationsHash()) add(ChangeKind.LANGUAGE_METADATA, null);
        if (loaded.innerAccess() >= 0 && next.innerAccess() >= 0 && loaded.innerAccess() != next.innerAccess()) {
            add(ChangeKind.INNER_CLASS_FLAGS, Modifiers.ofClass(loaded.innerAccess()), Modifiers.ofClass(next.innerAccess()));
        }
        if (!others(loaded).equals(others(next))) innerClasses();
        if (!Objects.equals(loaded.nestHost(), next.nestHost())) {
            add(ChangeKind.NEST_HOST, dotted(loaded.nestHost()) + " -> " + dotted(next.nestHost()));
        }
        compare(ChangeKind.NEST_MEMBERS, loaded.nestMembers(), next.nestMembers());
        compare(ChangeKind.PERMITTED_SUBCLASSES, loaded.permittedSubclasses(), next.permittedSubclasses());
        components();
        compare(ChangeKind.SOURCE_FILE, loaded.sourceFile(), next.sourceFile());
        // without a debugger the VM drops it, so that a loaded class has none to compare with
        if (loaded.sourceDebugExtension() != null && !loaded.sourceDebugExtension().equals(next.sourceDebugExtension())) {
            add(ChangeKind.SOURCE_DEBUG_EXTENSION, null);
        }
    }

    private void interfaces() {
        if (loaded.interfaces().equals(next.interfaces())) return;
        List<String> gone = without(loaded.interfaces(), next.interfaces());
        List<String> come = without(next.interfaces(), loaded.interfaces());
        for (String name : gone) add(ChangeKind.INTERFACE_REMOVED, dotted(name));
        for (String name : come) add(ChangeKind.INTERFACE_ADDED, dotted(name));
        boolean reordered = gone.isEmpty() && come.isEmpty();
        if (reordered) add(ChangeKind.INTERFACE_ORDER, names(loaded.interfaces()), names(next.interfaces()));
    }

    private void innerClasses() {
        List<String> before = loaded.innerClasses().stream().map(InnerClass::name).toList();
        List<String> after = next.innerClasses().stream().map(InnerClass::name).toList();
        add(ChangeKind.INNER_CLASSES, delta(without(before, after), without(after, before)));
    }

    /** The entries about other classes, whatever their order. */
    private static HashSet<InnerClass> others(ClassFile file) {
        HashSet<InnerClass> others = new HashSet<>(file.innerClasses());
        others.removeIf(i -> i.name().equals(file.internalName()));
        return others;
    }

    private void components() {
        List<RecordComponent> before = loaded.recordComponents();
        List<RecordComponent> after = next.recordComponents();
        if (loaded.isRecord() != next.isRecord() || !types(before).equals(types(after))) {
            add(ChangeKind.RECORD_COMPONENTS, record(loaded.isRecord(), before), record(next.isRecord(), after));
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            RecordComponent a = before.get(i);
            RecordComponent b = after.get(i);
            if (!Objects.equals(a.signature(), b.signature())) {
                changes.add(new Change(ChangeKind.COMPONENT_SIGNATURE, a.text(), a.signature() + " -> " + b.signature()));
            }
            if (a.annotationsHash() != b.annotationsHash()) changes.add(new Change(ChangeKind.COMPONENT_ANNOTATIONS, a.text(), null));
        }
    }

    private static List<String> types(List<RecordComponent> components) {
        return components.stream().map(c -> c.name() + c.descriptor()).toList();
    }

    private static String record(boolean isRecord, List<RecordComponent> components) {
        if (!isRecord) return "no record";
        return components.stream().map(RecordComponent::text).collect(Collectors.joining(", ", "(", ")"));
    }

    private void compare(ChangeKind kind, String before, String after) {
        if (!Objects.equals(before, after)) add(kind, before, after);
    }

    private void compare(ChangeKind kind, List<String> before, List<String> after) {
        if (new HashSet<>(before).equals(new HashSet<>(after))) return;
        add(kind, delta(without(before, after), without(after, before)));
    }

    private static List<String> without(List<String> all, List<String> some) {
        List<String> rest = new ArrayList<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static String delta(List<String> gone, List<String> come) {
        List<String> parts = new ArrayList<>();
        if (!come.isEmpty()) parts.add("added " + names(come));
        if (!gone.isEmpty()) parts.add("removed " + names(gone));
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    private static String names(List<String> internalNames) {
        return internalNames.stream().map(HeaderDiff::dotted).collect(Collectors.joining(", "));
    }

    private static String dotted(String internalName) {
        return internalName == null ? "none" : Descriptors.className(internalName);
    }

    private void add(ChangeKind kind, String before, String after) {
        add(kind, (before == null ? "none" : before) + " -> " + (after == null ? "none" : after));
    }

    private void add(ChangeKind kind, String detail) {
        changes.add(new Change(kind, null, detail));
    }
}
