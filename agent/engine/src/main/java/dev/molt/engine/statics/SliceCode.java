package dev.molt.engine.statics;

import dev.molt.engine.evolve.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Puts segments together to a method. */
final class SliceCode {
    private final ClassNode owner;
    private final MethodNode initialiser;
    private final MethodNode method;
    private final Set<Member> writes = new LinkedHashSet<>();
    private final Map<Member, Set<Member>> retaken = new LinkedHashMap<>();
    private CodeFlow flow;
    private boolean frameHere;

    SliceCode(ClassNode owner) {
        this.owner = owner;
        initialiser = Segments.initialiser(owner);
        method = new MethodNode(Opcodes.ASM9, Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, Slice.NAME, "()V", null, null);
        method.maxStack = 8;
        method.maxLocals = initialiser == null ? 0 : initialiser.maxLocals;
    }

    Set<Member> writes() {
        return writes;
    }

    /** What {@link #remake} takes over, by constant. */
    Map<Member, Set<Member>> retaken() {
        return retaken;
    }

    /** The method, or null where nothing was added. */
    MethodNode finished() {
        if (method.instructions.size() == 0) return null;
        method.instructions.add(new InsnNode(Opcodes.RETURN));
        if (initialiser != null) method.maxStack = Math.max(method.maxStack, initialiser.maxStack + 4);
        return method;
    }

    /** A field that the VM itself would set (JVMS 4.7.2). */
    void constant(FieldNode field) {
        add(new LdcInsnNode(field.value));
        add(new FieldInsnNode(Opcodes.PUTSTATIC, owner.name, field.name, field.desc));
        writes.add(new Member(field.name, field.desc));
    }

    /** @param mayWrite says of a static field of the class whether it gets what the segment computes for it, or keeps its value */
    void segment(Segment segment, Predicate<Member> mayWrite) {
        Map<LabelNode, LabelNode> labels = labels(segment);
        for (AbstractInsnNode insn : segment.code()) {
            Member written = written(insn);
            if (written != null && !mayWrite.test(written)) {
                add(new InsnNode(Type.getType(written.descriptor()).getSize() == 2 ? Opcodes.POP2 : Opcodes.POP));
                continue;
            }
            if (written != null) writes.add(written);
            copy(insn, labels);
        }
        guards(segment, labels);
    }

    /**
     * An enum constant that lives already, but is made otherwise now: makes another one, and takes over the values of some fields.
     *
     * @param taken instance fields
     * @param becomes whether the constant is of the class of the other one from now on
     */
    void remake(Segment segment, Member constant, List<FieldNode> taken, boolean becomes) {
        retaken.put(constant, taken.stream().map(f -> new Member(f.name, f.desc)).collect(Collectors.toSet()));
        Map<LabelNode, LabelNode> labels = labels(segment);
        int local = method.maxLocals++;
        for (AbstractInsnNode insn : segment.code()) {
            if (!constant.equals(written(insn))) {
                copy(insn, labels);
                continue;
            }
            add(new VarInsnNode(Opcodes.ASTORE, local));
            if (becomes) {
                add(new FieldInsnNode(Opcodes.GETSTATIC, owner.name, constant.name(), constant.descriptor()));
                add(new VarInsnNode(Opcodes.ALOAD, local));
                add(new MethodInsnNode(Opcodes.INVOKESTATIC, "dev/molt/boot/Types", "become", "(Ljava/lang/Object;Ljava/lang/Object;)V", false));
            }
            for (FieldNode f : taken) {
                add(new FieldInsnNode(Opcodes.GETSTATIC, owner.name, constant.name(), constant.descriptor()));
                add(new VarInsnNode(Opcodes.ALOAD, local));
                add(new FieldInsnNode(Opcodes.GETFIELD, owner.name, f.name, f.desc));
                add(new FieldInsnNode(Opcodes.PUTFIELD, owner.name, f.name, f.desc));
            }
        }
        guards(segment, labels);
    }

    private Member written(AbstractInsnNode insn) {
        boolean own = insn.getOpcode() == Opcodes.PUTSTATIC && ((FieldInsnNode) insn).owner.equals(owner.name);
        return own ? new Member(((FieldInsnNode) insn).name, ((FieldInsnNode) insn).desc) : null;
    }

    private void add(AbstractInsnNode insn) {
        method.instructions.add(insn);
        if (insn.getOpcode() >= 0) frameHere = false;
    }

    private void copy(AbstractInsnNode insn, Map<LabelNode, LabelNode> labels) {
        if (insn instanceof LineNumberNode line) {
            LabelNode here = new LabelNode();
            add(here);
            add(new LineNumberNode(line.line, here));
        } else if (insn instanceof FrameNode frame) {
            if (!frameHere) add(withoutDeadLocals(frame, labels));
            frameHere = true;
        } else {
            add(insn.clone(labels));
        }
    }

    /** Variables of segments that are left out are not there; what nobody reads need not be named. */
    private FrameNode withoutDeadLocals(FrameNode frame, Map<LabelNode, LabelNode> labels) {
        CodeFlow flow = flow();
        int index = initialiser.instructions.indexOf(frame);
        List<Object> locals = new ArrayList<>();
        int slot = 0;
        for (Object type : frame.local) {
            boolean wide = Opcodes.LONG.equals(type) || Opcodes.DOUBLE.equals(type);
            boolean live = flow.isLive(index, slot);
            locals.add(live ? type : Opcodes.TOP);
            if (wide && !live) locals.add(Opcodes.TOP);
            slot += wide ? 2 : 1;
        }
        while (!locals.isEmpty() && locals.get(locals.size() - 1) == Opcodes.TOP) locals.remove(locals.size() - 1);
        FrameNode copy = (FrameNode) frame.clone(labels);
        copy.local = locals.stream().map(t -> t instanceof LabelNode l ? labels.get(l) : t).toList();
        return copy;
    }

    private CodeFlow flow() {
        if (flow == null) flow = new CodeFlow(initialiser);
        return flow;
    }

    private static Map<LabelNode, LabelNode> labels(Segment segment) {
        Map<LabelNode, LabelNode> labels = new HashMap<>();
        for (AbstractInsnNode insn : segment.code()) {
            if (insn instanceof LabelNode l) labels.put(l, new LabelNode());
        }
        return labels;
    }

    private void guards(Segment segment, Map<LabelNode, LabelNode> labels) {
        for (TryCatchBlockNode g : segment.guards()) {
            TryCatchBlockNode copy = new TryCatchBlockNode(labels.get(g.start), labels.get(g.end), labels.get(g.handler), g.type);
            copy.updateIndex(method.tryCatchBlocks.size());
            method.tryCatchBlocks.add(copy);
        }
    }
}
