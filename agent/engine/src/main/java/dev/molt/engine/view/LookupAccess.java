package dev.molt.engine.view;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;

/** What a {@code Lookup} may use of the logical members of a class: the rules of its own documentation, after JVMS 5.4.4. */
final class LookupAccess {
    private LookupAccess() {}

    /**
     * Checks the access to a member that was found in a class.
     *
     * @param reference how the JDK names the kind of access in its message, such as {@code invokeVirtual}
     */
    static void check(Lookup lookup, Class<?> type, Member member, String reference) throws IllegalAccessException {
        lookup.accessClass(type);
        Class<?> by = member.getDeclaringClass();
        if (Modifier.isPublic(member.getModifiers()) || allowed(lookup, by, member.getModifiers())) return;
        String what = Modifier.isPrivate(member.getModifiers()) ? "member is private"
                : Modifier.isProtected(member.getModifiers()) ? "member is protected" : "member is private to package";
        throw new IllegalAccessException(what + ": " + by.getName() + "." + member.getName() + "/" + reference + ", from " + lookup);
    }

    private static boolean allowed(Lookup lookup, Class<?> by, int modifiers) {
        Class<?> from = lookup.lookupClass();
        boolean samePackage = from.getClassLoader() == by.getClassLoader() && from.getPackageName().equals(by.getPackageName());
        if (Modifier.isPrivate(modifiers)) {
            return (lookup.lookupModes() & Lookup.PRIVATE) != 0 && (from == by || from.isNestmateOf(by) || samePackage && sameNest(from, by));
        }
        if (samePackage && (lookup.lookupModes() & Lookup.PACKAGE) != 0) return true;
        return Modifier.isProtected(modifiers) && (lookup.lookupModes() & Lookup.PROTECTED) != 0 && by.isAssignableFrom(from);
    }

    /** A class that joined a nest later is its own host to the VM. */
    private static boolean sameNest(Class<?> a, Class<?> b) {
        return outermost(a).equals(outermost(b));
    }

    private static String outermost(Class<?> type) {
        String name = type.getNestHost().getName();
        int dollar = name.indexOf('$', name.lastIndexOf('.') + 2);
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    /** Whether a receiver must be of the lookup class, since the access is to a protected member of another package. */
    static boolean restricts(Lookup lookup, Member member) {
        Class<?> from = lookup.lookupClass();
        Class<?> by = member.getDeclaringClass();
        return Modifier.isProtected(member.getModifiers()) && !Modifier.isStatic(member.getModifiers())
                && !(from.getClassLoader() == by.getClassLoader() && from.getPackageName().equals(by.getPackageName()));
    }
}
