package dev.molt.engine.dependents;

import java.util.List;

/**
 * All that a class refers to, in the order of its file; the same reference appears as often as it is made.
 *
 * @param superName null for java.lang.Object
 */
public record ClassReferences(String internalName, String superName, List<String> interfaces, List<Reference> references) {

    public ClassReferences {
        interfaces = List.copyOf(interfaces);
        references = List.copyOf(references);
    }
}
