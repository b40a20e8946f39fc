package dev.molt.engine.statics;

import dev.molt.engine.evolve.Member;
import java.util.List;
import org.objectweb.asm.tree.MethodNode;

/**
 * What an added instance field holds in objects that are older than it.
 *
 * @param code a static method of the new class that computes it: of the object, and of the values of these fields
 * @param from instance fields of the running version that the new one lacks, in the order of the parameters
 */
public record FieldDefault(MethodNode code, List<Member> from) {
    public FieldDefault {
        from = List.copyOf(from);
    }
}
