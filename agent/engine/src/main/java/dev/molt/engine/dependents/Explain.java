package dev.molt.engine.dependents;

import dev.molt.engine.classfile.MalformedClassFileException;
import java.util.List;
import java.util.function.Predicate;

/** Says precisely how a class uses another: the index knows only that it does. */
public final class Explain {
    private Explain() {}

    /**
     * Every reference that a class makes to another one or its members, in the order of its code.
     *
     * @throws MalformedClassFileException when {@code user} is malformed
     */
    public static List<Reference> uses(byte[] user, String internalName) throws MalformedClassFileException {
        return matching(user, r -> names(r, internalName));
    }

    /**
     * Every reference that a class makes to one member.
     *
     * @throws MalformedClassFileException when {@code user} is malformed
     */
    public static List<Reference> usesOfMember(byte[] user, String owner, String name, String descriptor)
            throws MalformedClassFileException {
        return matching(user, r -> r.owner().equals(owner) && name.equals(r.name()) && descriptor.equals(r.descriptor()));
    }

    /**
     * One sentence such as {@code calls shop.Prices.vat(): int in total(): long, line 31}: the use that tells most, or null where
     * there is none.
     *
     * @throws MalformedClassFileException when {@code user} is malformed
     */
    public static String why(byte[] user, String internalName) throws MalformedClassFileException {
        List<Reference> uses = uses(user, internalName);
        Reference best = null;
        for (Reference use : uses) {
            if (best == null || use.kind().compareTo(best.kind()) < 0) best = use;
        }
        return best == null ? null : best.text();
    }

    private static List<Reference> matching(byte[] user, Predicate<Reference> wanted) throws MalformedClassFileException {
        return ReferenceScanner.scan(user).references().stream().filter(wanted).toList();
    }

    private static boolean names(Reference r, String internalName) {
        return r.owner().equals(internalName) || r.owner().startsWith("[") && r.owner().endsWith("[L" + internalName + ";");
    }
}
