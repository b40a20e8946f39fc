package dev.molt.engine.translate;

import dev.molt.engine.evolve.LinkKind;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Catch clauses for a class of which the VM does not know all instances: they catch what is above it, look, and throw on what is of another
 * class, to those clauses that come behind.
 */
final class Handlers {
    private final Sides sides;
    private final String home;
    private final MethodNode method;

    Handlers(Sides sides, Home home, MethodNode method) {
        this.sides = sides;
        this.home = home.name();
        this.method = method;
    }

    private record Look(TryCatchBlockNode block, LabelNode start, LabelNode end) {}

    /** Whether anything had to change. */
    boolean translate() {
        if (sides.disputed().isEmpty()) return false;
        List<Look> looks = new ArrayList<>();
        List<TryCatchBlockNode> blocks = method.tryCatchBlocks;
        for (TryCatchBlockNode block : blocks) {
            if (block.type != null && sides.isDisputed(block.type)) looks.add(look(block));
        }
        List<TryCatchBlockNode> behind = new ArrayList<>();
        for (Look look : looks) {
            for (TryCatchBlockNode other : blocks.subList(blocks.indexOf(look.block) + 1, blocks.size())) {
                if (covers(other, look.block)) behind.add(new TryCatchBlockNode(look.start, look.end, other.handler, other.type));
            }
        }
        blocks.addAll(behind);
        return !looks.isEmpty();
    }

    private Look look(TryCatchBlockNode block) {
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        InsnList code = method.instructions;
        code.add(start);
        code.add(new InsnNode(Opcodes.DUP));
        code.add(LinkCode.link(LinkKind.INSTANCE, home, block.type, "instance", "()V"));
        code.add(new JumpInsnNode(Opcodes.IFNE, block.handler));
        code.add(new InsnNode(Opcodes.ATHROW));
        code.add(end);
        String known = sides.known(block.type);
        block.type = known.equals("java/lang/Object") ? "java/lang/Throwable" : known;
        block.handler = start;
        return new Look(block, start, end);
    }

    private boolean covers(TryCatchBlockNode other, TryCatchBlockNode block) {
        int at = method.instructions.indexOf(block.start);
        return method.instructions.indexOf(other.start) <= at && at < method.instructions.indexOf(other.end);
    }
}
