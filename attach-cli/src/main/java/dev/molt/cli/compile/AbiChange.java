package dev.molt.cli.compile;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What others may notice of a class that was compiled anew.
 *
 * @param type internal name of the class
 * @param kind whether the class is new, gone, or another one now
 * @param wholeClass whether everybody who uses the class is concerned, whatever they use of it
 * @param closedList whether the permitted subclasses or enum constants are others
 * @param names names under which something came, went or changed
 * @param forImplementors whether all subclasses are concerned, even if they don't name any of this: abstract methods
 * @param lambdaShape whether the abstract methods of an interface changed, which lambdas implement without naming them
 * @param constants names of constants that have another value now
 * @param hidden names of private members that came or went, which concerns whoever means what the class inherits under such a name
 */
record AbiChange(String type, Kind kind, boolean wholeClass, boolean closedList, Set<String> names, boolean forImplementors,
                 boolean lambdaShape, Set<String> constants, Set<String> hidden) {

    /** What became of the class. */
    enum Kind { ADDED, REMOVED, CHANGED }

    AbiChange {
        names = Set.copyOf(names);
        constants = Set.copyOf(constants);
        hidden = Set.copyOf(hidden);
    }

    /** The difference between two versions of a class, of which one may be missing; null when nobody can notice it. */
    static AbiChange between(Abi before, Abi after) {
        if (before == null) return whole(after, Kind.ADDED);
        if (after == null) return whole(before, Kind.REMOVED);
        Set<String> names = differing(before.members(), after.members());
        boolean header = before.header() != after.header();
        boolean closed = before.permits() != after.permits();
        Set<String> hidden = new HashSet<>(before.privates());
        hidden.addAll(after.privates());
        hidden.removeIf(name -> before.privates().contains(name) && after.privates().contains(name));
        if (!header && !closed && names.isEmpty() && hidden.isEmpty()) return null;
        boolean wholeClass = header || after.isAnnotation();
        boolean abstracts = names.stream().anyMatch(n -> before.abstracts().contains(n) || after.abstracts().contains(n));
        boolean lambda = after.isInterface() && abstracts;
        Set<String> constants = differing(before.constants(), after.constants());
        constants.retainAll(before.constants().keySet());
        return new AbiChange(after.name(), Kind.CHANGED, wholeClass, closed, names, abstracts, lambda, constants, hidden);
    }

    private static AbiChange whole(Abi abi, Kind kind) {
        return new AbiChange(abi.name(), kind, true, true, abi.members().keySet(), true, true, Set.of(), Set.of());
    }

    private static <V> Set<String> differing(Map<String, V> before, Map<String, V> after) {
        Set<String> names = new HashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        return names;
    }

    /** The simple name of the class. */
    String simpleName() {
        return type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('$')) + 1);
    }

    /** Name of the package, with slashes; empty for the unnamed one. */
    String packageName() {
        int end = type.lastIndexOf('/');
        return end < 0 ? "" : type.substring(0, end);
    }
}
