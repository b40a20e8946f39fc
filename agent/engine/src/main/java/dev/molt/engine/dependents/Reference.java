package dev.molt.engine.dependents;

import dev.molt.engine.classfile.Descriptors;

/**
 * One reference from a class to another class or to a member.
 *
 * @param owner internal name of the class; of arrays the descriptor where the array itself is meant (as in {@code clone()})
 * @param name name of the member, or null
 * @param descriptor descriptor of the member, or null
 * @param ofInterface whether the constant pool says that the owner is an interface
 * @param fromMember the member that refers to it, as in {@code total(int): long}, or null where it is the class itself
 * @param line line in the source, or -1
 */
public record Reference(ReferenceKind kind, String owner, String name, String descriptor, boolean ofInterface, String fromMember,
                        int line) {

    /** What it refers to: {@code shop.Prices.vat(): int}, or the name of the class. */
    public String target() {
        String type = Descriptors.className(owner);
        if (name == null) return type;
        return type + "." + (descriptor.isEmpty() ? name : Descriptors.member(name, descriptor));
    }

    /** {@code calls shop.Prices.vat(): int in total(): long, line 31}. */
    public String text() {
        return kind.words() + " " + target() + (fromMember == null ? "" : " in " + fromMember) + (line > 0 ? ", line " + line : "");
    }
}
