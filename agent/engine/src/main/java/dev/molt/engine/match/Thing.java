package dev.molt.engine.match;

import java.util.Map;

/** Something that the compiler numbers: a method (the body of a lambda expression, an accessor) or a class. Compared by identity. */
final class Thing {
    /** What can be the same: things of other kinds never are. */
    final String kind;
    /** The class that declares the method, or the class that the numbered class belongs to by its name. */
    final String owner;
    /** Name of the method, or internal name of the class. */
    final String name;
    /** Of the method; null for a class. */
    final String descriptor;
    final boolean isStatic;
    /** Null where nobody is seen to use it. */
    final Site site;
    /** How often each word occurs in its code. */
    final Map<String, Integer> words;

    Thing(String kind, String owner, String name, String descriptor, boolean isStatic, Site site, Map<String, Integer> words) {
        this.kind = kind;
        this.owner = owner;
        this.name = name;
        this.descriptor = descriptor;
        this.isStatic = isStatic;
        this.site = site;
        this.words = words;
    }

    boolean isClass() {
        return descriptor == null;
    }

    /** Identifies it within its version. */
    String key() {
        return isClass() ? name : key(owner, name, descriptor);
    }

    static String key(String owner, String name, String descriptor) {
        return owner + '.' + name + descriptor;
    }

    String role() {
        return site == null ? "" : site.role();
    }

    @Override
    public String toString() {
        return kind + " " + key();
    }
}
