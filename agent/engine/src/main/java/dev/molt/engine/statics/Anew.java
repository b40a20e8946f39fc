package dev.molt.engine.statics;

import dev.molt.engine.evolve.Member;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;

/**
 * Static finals that an update computes anew.
 *
 * @param fields by the internal name of their class
 */
public record Anew(Map<String, Set<Member>> fields) {
    static final Anew NOTHING = new Anew(Map.of());

    public Anew {
        fields = Map.copyOf(fields);
    }

    /** Whether a part of a static initialiser reads one of them. */
    boolean isReadBy(Segment segment) {
        if (fields.isEmpty()) return false;
        for (AbstractInsnNode insn : segment.instructions()) {
            boolean reads = insn.getOpcode() == Opcodes.GETSTATIC && insn instanceof FieldInsnNode f
                    && fields.getOrDefault(f.owner, Set.of()).contains(new Member(f.name, f.desc));
            if (reads) return true;
        }
        return false;
    }
}
