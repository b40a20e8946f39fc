package dev.molt.cli.compile;

import java.util.Map;
import java.util.Set;

/**
 * What a compiler can notice of a class when it compiles another one: everything but code and private members.
 *
 * @param name internal name of the class
 * @param header hash of what concerns every user: kind, modifiers, supertypes, type parameters, record components
 * @param permits hash of the closed lists, that only {@code switch} and casts ask for: permitted subclasses, enum constants
 * @param members hash of all that has a name, under this name: fields with constant values, methods and their overloads, nested classes
 * @param abstracts names of the abstract methods
 * @param supertypes internal names of superclass and interfaces
 * @param isInterface whether it is an interface or annotation type
 * @param isAnnotation whether it is an annotation type
 * @param constants hashes of the values of the compile-time constants, by name
 * @param privates names of private fields and nested classes: nobody sees them, but they hide what the class inherits under their name
 */
public record Abi(String name, long header, long permits, Map<String, Long> members, Set<String> abstracts, Set<String> supertypes,
           boolean isInterface, boolean isAnnotation, Map<String, Long> constants, Set<String> privates) {

    public Abi {
        members = Map.copyOf(members);
        abstracts = Set.copyOf(abstracts);
        supertypes = Set.copyOf(supertypes);
        constants = Map.copyOf(constants);
        privates = Set.copyOf(privates);
    }

    /** One hash over all of it. */
    public long hash() {
        long sum = new Hash64().add(header).add(permits).value();
        for (Map.Entry<String, Long> member : members.entrySet()) sum += new Hash64().add(member.getKey()).add(member.getValue()).value();
        return sum;
    }
}
