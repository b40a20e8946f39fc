package dev.molt.engine.translate;

import dev.molt.engine.evolve.LinkKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class on its way back to an earlier version. A thread may have handed arguments over to a constructor that goes, and be about to call
 * its carrier: so there is a moment in which the class has the code of the earlier version, and carriers that still take.
 */
public final class KeptCarriers {
    private static final byte[] TAKE = LinkKind.TAKE.name().getBytes(StandardCharsets.US_ASCII);

    private KeptCarriers() {}

    /** The earlier version with the carriers that the class has now; nothing where it has them itself. */
    public static Optional<byte[]> in(byte[] current, byte[] target) {
        if (!mentions(current, TAKE) || new ClassReader(target).readUnsignedShort(6) < Opcodes.V1_7) return Optional.empty();
        ClassNode now = read(current);
        ClassNode then = read(target);
        boolean kept = false;
        for (MethodNode m : now.methods) {
            if (!m.name.equals("<init>") || paths(m).isEmpty()) continue;
            MethodNode earlier = then.methods.stream().filter(t -> t.name.equals(m.name) && t.desc.equals(m.desc)).findFirst().orElse(null);
            if (earlier == null || paths(earlier).containsAll(paths(m))) continue;
            Preamble.strip(earlier);
            join(m, earlier);
            then.methods.set(then.methods.indexOf(earlier), m);
            kept = true;
        }
        return kept ? Optional.of(ClassCode.write(then)) : Optional.empty();
    }

    private static ClassNode read(byte[] bytes) {
        ClassNode node = new ClassNode(Opcodes.ASM9);
        new ClassReader(bytes).accept(node, ClassReader.EXPAND_FRAMES);
        return node;
    }

    /** Spares most classes a closer look. */
    private static boolean mentions(byte[] bytes, byte[] word) {
        int end = bytes.length - word.length;
        for (int i = 0, at; i <= end; i++) {
            for (at = 0; at < word.length && bytes[i + at] == word[at]; at++) { }
            if (at == word.length) return true;
        }
        return false;
    }

    private static Set<Object> paths(MethodNode method) {
        AbstractInsnNode at = Code.nextReal(method.instructions.getFirst());
        if (at == null || !LinkCode.is(at, LinkKind.TAKE)) return Set.of();
        while (!(at instanceof LookupSwitchInsnNode)) at = at.getNext();
        return new HashSet<>(((LookupSwitchInsnNode) at).keys);
    }

    /** Puts the body of the earlier constructor in the place of the one behind the carrier. */
    private static void join(MethodNode carrier, MethodNode earlier) {
        LabelNode body = Preamble.bodyAfterPreamble(carrier);
        List<AbstractInsnNode> own = new ArrayList<>();
        for (AbstractInsnNode at = body.getNext(); at != null; at = at.getNext()) own.add(at);
        AbstractInsnNode frame = own.stream().filter(at -> at.getType() == AbstractInsnNode.FRAME).findFirst().orElseThrow();
        carrier.tryCatchBlocks.removeIf(b -> own.contains(b.start));
        carrier.localVariables = null;
        own.remove(frame);
        own.forEach(carrier.instructions::remove);
        carrier.instructions.add(new InsnNode(Opcodes.NOP)); // there is but one frame for each instruction
        carrier.instructions.add(earlier.instructions);
        carrier.tryCatchBlocks.addAll(earlier.tryCatchBlocks);
        carrier.maxLocals = Math.max(carrier.maxLocals, earlier.maxLocals);
        carrier.visibleAnnotations = earlier.visibleAnnotations;
        carrier.invisibleAnnotations = earlier.invisibleAnnotations;
        carrier.visibleParameterAnnotations = earlier.visibleParameterAnnotations;
        carrier.invisibleParameterAnnotations = earlier.invisibleParameterAnnotations;
        carrier.signature = earlier.signature;
        carrier.parameters = earlier.parameters;
        carrier.exceptions = earlier.exceptions;
    }
}
