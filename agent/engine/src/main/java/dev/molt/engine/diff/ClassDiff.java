package dev.molt.engine.diff;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Method;
import dev.molt.protocol.report.MemberChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All differences between two versions of a class: of the class itself first, then field by field and method by method. Immutable. */
public final class ClassDiff {
    private final List<Change> changes;
    private final List<Method> replacedBodies;
    private final List<Method> added;

    private ClassDiff(List<Change> changes, List<Method> replacedBodies, List<Method> added) {
        this.changes = List.copyOf(changes);
        this.replacedBodies = List.copyOf(replacedBodies);
        this.added = List.copyOf(added);
    }

    /**
     * What has to change for the loaded class to become the next one.
     *
     * @throws IllegalArgumentException when they are not versions of the same class
     */
    public static ClassDiff between(ClassFile loaded, ClassFile next) {
        if (!loaded.internalName().equals(next.internalName())) {
            throw new IllegalArgumentException(loaded.name() + " and " + next.name() + " are two classes, not two versions of one");
        }
        List<Change> changes = new ArrayList<>();
        new HeaderDiff(loaded, next, changes).run();
        new FieldDiff(loaded.fields(), next.fields(), changes).run();
        MethodDiff methods = new MethodDiff(loaded.methods(), next.methods(), changes);
        methods.run();
        List<Method> added = next.methods().stream().filter(m -> loaded.method(m.name(), m.descriptor()) == null).toList();
        return new ClassDiff(changes, methods.replaced(), added);
    }

    public List<Change> changes() {
        return changes;
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Whether a stock HotSpot would refuse it. */
    public boolean isStructural() {
        return changes.stream().anyMatch(Change::structural);
    }

    /** The changes that a stock HotSpot refuses. */
    public List<Change> structural() {
        return changes.stream().filter(Change::structural).toList();
    }

    /** The changes that are accepted, but do less than one could expect. */
    public List<Change> warnings() {
        return changes.stream().filter(c -> !c.structural() && c.effect() != Effect.EFFECTIVE).toList();
    }

    /** The methods of the loaded class whose code differs or is gone: frames in these execute old code after the update. */
    public List<Method> replacedBodies() {
        return replacedBodies;
    }

    /** The methods that only the next class has: frames in these execute old code after a revert. */
    public List<Method> added() {
        return added;
    }

    public List<MemberChange> toReport() {
        return changes.stream().map(Change::toReport).toList();
    }

    /** One change a line. */
    public String text() {
        return changes.stream().map(c -> c.text() + "\n").collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return changes.toString();
    }
}
