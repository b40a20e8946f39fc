package dev.molt.cli.compile;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides which source files have to be compiled because others changed, and why. Where the class file of a user might come out
 * differently, the answer is yes; that a name is used is enough.
 */
final class Affected {
    /** Supertypes from which nothing is inherited that a new member could clash with, unless it names it. */
    private static final Set<String> EMPTY = Set.of("java/lang/Object", "java/lang/Record", "java/io/Serializable", "java/lang/Cloneable");

    private final SourceIndex index;
    private final Map<String, List<String>> subtypes;
    private final Set<String> processed;

    /**
     * @param index what was known before, with the new versions of what has been compiled meanwhile
     * @param processed paths of files that annotation processors read, and all that these are made of with them
     */
    Affected(SourceIndex index, Set<String> processed) {
        this.index = index;
        this.subtypes = index.subtypes();
        this.processed = processed;
    }

    /** The files that these changes concern, with the reason; those in {@code but} come from the file that changed. */
    Map<String, String> by(Collection<AbiChange> changes) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (AbiChange change : changes) {
            Set<String> family = SourceIndex.withSubtypes(change.type(), subtypes);
            ClassEntry changed = index.classes().get(change.type());
            String own = changed == null ? null : changed.source();
            for (SourceEntry file : index.sources().values()) {
                if (file.path().equals(own) || reasons.containsKey(file.path())) continue;
                String reason = reason(file, change, family);
                if (reason != null) reasons.put(file.path(), reason);
            }
        }
        return reasons;
    }

    private String reason(SourceEntry file, AbiChange change, Set<String> family) {
        SourceUse use = file.use();
        String type = change.type().replace('/', '.');
        if (change.kind() != AbiChange.Kind.CHANGED && mayMean(file, change)) {
            return change.kind() == AbiChange.Kind.ADDED ? "it names " + change.simpleName() + ", which may be the new class " + type
                    : "it names " + change.simpleName() + ", and the class " + type + " is gone";
        }
        if (change.kind() == AbiChange.Kind.REMOVED && use.packages().contains(change.packageName()) && isEmpty(change.packageName())) {
            return "it imports the package " + change.packageName().replace('/', '.') + ", which is empty now";
        }
        if (change.kind() == AbiChange.Kind.ADDED || Collections.disjoint(use.types(), family)) return null;
        for (SourceUse.Inlined c : use.constants()) {
            if (c.owner().equals(change.type()) && change.constants().contains(c.name())) {
                return type + "." + c.name() + " (constant) is inlined at " + c.where() + ", line " + c.line();
            }
        }
        if (change.kind() == AbiChange.Kind.REMOVED) return "it uses " + type + ", which is gone";
        if (change.wholeClass()) return "it uses " + type + ", of which supertypes, modifiers, type parameters or the like changed";
        if (processed.contains(file.path())) return "an annotation processor reads it together with " + type;
        if (change.closedList() && use.hasSwitch()) return "it may list the constants or permitted subclasses of " + type;
        if (change.lambdaShape() && use.hasLambda()) return "it may implement " + type + " by a lambda";
        Set<String> named = named(use, change);
        if (!named.isEmpty()) return "it uses " + type + "." + String.join(", ", named) + ", which changed";
        return inheritor(file, change, family) ? "it inherits from " + type + ", of which " + String.join(", ", new TreeSet<>(change.names()))
                + " changed" : null;
    }

    private boolean isEmpty(String packageName) {
        return index.sources().values().stream().noneMatch(s -> s.packageName().equals(packageName) && !s.classes().isEmpty());
    }

    private Set<String> named(SourceUse use, AbiChange change) {
        Set<String> named = new TreeSet<>();
        ClassEntry changed = index.classes().get(change.type());
        for (String name : change.hidden()) {
            if (use.names().contains(name) && changed != null && changed.abi().supertypes().stream().anyMatch(s -> mayDeclare(s, Set.of(name)))) named.add(name);
        }
        for (String name : change.names()) {
            if (name.equals("<init>") ? use.constructed().contains(change.type()) : use.names().contains(name)) named.add(name);
        }
        return named;
    }

    /** Whether a name in the file may mean the class that came or went: it stands in its package, or imports all of it. */
    private static boolean mayMean(SourceEntry file, AbiChange change) {
        SourceUse use = file.use();
        if (!use.names().contains(change.simpleName())) return false;
        String in = change.packageName();
        return file.packageName().equals(in) || use.packages().contains(in) || use.names().contains(in.substring(in.lastIndexOf('/') + 1));
    }

    /** Subclasses get bridges, must implement more, or inherit the same name twice, without naming any of it. */
    private boolean inheritor(SourceEntry file, AbiChange change, Set<String> family) {
        if (change.names().stream().allMatch("<init>"::equals)) return false;
        for (String name : file.classes()) {
            if (name.equals(change.type()) || !family.contains(name)) continue;
            if (change.forImplementors() || inheritsFromElsewhere(name, change, family)) return true;
        }
        return false;
    }

    /** Whether a class has other supertypes that may declare one of the names. */
    private boolean inheritsFromElsewhere(String name, AbiChange change, Set<String> family) {
        ClassEntry entry = index.classes().get(name);
        if (entry == null || name.equals(change.type())) return false;
        for (String supertype : entry.abi().supertypes()) {
            if (family.contains(supertype) ? inheritsFromElsewhere(supertype, change, family) : mayDeclare(supertype, change.names())) return true;
        }
        return false;
    }

    private boolean mayDeclare(String type, Set<String> names) {
        if (EMPTY.contains(type)) return false;
        ClassEntry entry = index.classes().get(type);
        if (entry == null) return true;
        return !Collections.disjoint(entry.abi().members().keySet(), names) || entry.abi().supertypes().stream().anyMatch(s -> mayDeclare(s, names));
    }
}
