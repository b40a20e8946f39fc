package dev.molt.engine.linkage;

import java.lang.reflect.Modifier;
import java.util.regex.Pattern;

/** The class that a piece of code belongs to, and what it may use (JVMS 5.4.4). */
final class Host {
    private static final Pattern COMPANION = Pattern.compile("\\$Molt\\d+\\w*$");

    private static final Pattern STAND_IN = Pattern.compile("\\$Molt\\d+Object$");

    private final LogicalMembers members;

    Host(LogicalMembers members) {
        this.members = members;
    }

    /** Whether objects of this class stand for those of the class above it, which is abstract to the VM alone. */
    static boolean isStandIn(Class<?> type) {
        return STAND_IN.matcher(type.getName()).find();
    }

    /** A companion stands for the class that it belongs to. */
    static Class<?> of(Class<?> code) {
        String name = code.getName();
        String host = COMPANION.matcher(name).replaceFirst("");
        return host.equals(name) ? code : LogicalMembers.load(host, code);
    }

    /**
     * Checks the access to a member.
     *
     * @param what the member as the error is to name it
     */
    void check(Class<?> from, Class<?> owner, Declared<?> member, String what) {
        if (Modifier.isPublic(member.access()) || from == member.by()) return;
        if (member.isPrivate()) {
            if (!nestMates(from, member.by())) throw LinkFailure.access(from, "private ", what);
            return;
        }
        if (MethodResolution.samePackage(from, member.by())) return;
        boolean inherits = Modifier.isProtected(member.access()) && members.isSubtype(from, member.by());
        boolean related = inherits && (member.isStatic() || members.isSubtype(owner, from) || members.isSubtype(from, owner));
        if (!related) throw LinkFailure.access(from, Modifier.isProtected(member.access()) ? "protected " : "", what);
    }

    private boolean nestMates(Class<?> a, Class<?> b) {
        if (a.isNestmateOf(b)) return true;
        return MethodResolution.samePackage(a, b) && nest(a).equals(nest(b));
    }

    /** The VM's nests are frozen: a class that joined later is its own host there. */
    private String nest(Class<?> type) {
        Evolved evolved = members.evolved(type);
        if (evolved != null) {
            String host = evolved.evolution().logicalFile().nestHost();
            return host == null ? evolved.evolution().internalName() : host;
        }
        Class<?> host = type.getNestHost();
        if (host != type) return LogicalWorld.internalName(host);
        String name = LogicalWorld.internalName(type);
        int dollar = name.indexOf('$', name.lastIndexOf('/') + 2);
        return dollar < 0 ? name : name.substring(0, dollar);
    }
}
