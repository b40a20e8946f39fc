package dev.molt.cli.compile;

import java.util.List;
import java.util.Set;

/**
 * What the compiler saw while it compiled one source file.
 *
 * @param types internal names of the classes that the file depends on: named, or the type of something in it
 * @param constructed internal names of the classes of which it calls a constructor, as superclass or with {@code new}
 * @param names every identifier in it, and those that its statements imply
 * @param packages packages that it imports on demand, with slashes
 * @param constants constants of other classes whose values were written into its classes
 * @param hasSwitch whether a closed list may matter: there is a {@code switch}, {@code instanceof} or a cast
 * @param hasLambda whether there is a lambda or a method reference
 * @param annotated whether it has annotations that an annotation processor may want
 */
record SourceUse(Set<String> types, Set<String> constructed, Set<String> names, Set<String> packages, List<Inlined> constants,
                 boolean hasSwitch, boolean hasLambda, boolean annotated) {

    SourceUse {
        types = Set.copyOf(types);
        constructed = Set.copyOf(constructed);
        names = Set.copyOf(names);
        packages = Set.copyOf(packages);
        constants = List.copyOf(constants);
    }

    /**
     * A constant whose value the compiler copied.
     *
     * @param owner internal name of its class
     * @param name its name
     * @param where the member that has the copy, as {@code shop.Cart.total}
     * @param line line in the source file
     */
    record Inlined(String owner, String name, String where, int line) {}
}
