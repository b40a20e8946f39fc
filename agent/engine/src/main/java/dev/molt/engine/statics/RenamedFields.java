package dev.molt.engine.statics;

import dev.molt.engine.evolve.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds instance fields that have another name now: one that is gone and an added one of the same type, where methods that have the same
 * instructions otherwise read and write the one in the place of the other, and never anything else.
 */
public final class RenamedFields {
    private final ClassNode running;
    private final ClassNode next;
    private final Map<Member, Set<Member>> reads = new HashMap<>();
    private final Map<Member, Set<Member>> writes = new HashMap<>();
    private final Map<Member, Set<Member>> backwards = new HashMap<>();

    private RenamedFields(ClassNode running, ClassNode next) {
        this.running = running;
        this.next = next;
    }

    /** By field of the new version, the field of the running one. */
    public static Map<Member, Member> of(byte[] running, byte[] next) {
        return new RenamedFields(read(running), read(next)).find();
    }

    private static ClassNode read(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
        return node;
    }

    private Map<Member, Member> find() {
        Set<Member> gone = fields(running);
        Set<Member> added = fields(next);
        Set<Member> stay = new HashSet<>(gone);
        stay.retainAll(added);
        gone.removeAll(stay);
        added.removeAll(stay);
        if (gone.isEmpty() || added.isEmpty()) return Map.of();
        for (MethodNode m : running.methods) {
            for (MethodNode now : next.methods) {
                if (m.name.equals(now.name) && m.desc.equals(now.desc)) compare(instructions(m), instructions(now));
            }
        }
        Map<Member, Member> found = new HashMap<>();
        reads.forEach((to, from) -> {
            boolean certain = from.size() == 1 && from.equals(writes.get(to)) && gone.containsAll(from) && added.contains(to);
            Member old = from.iterator().next();
            if (certain && old.descriptor().equals(to.descriptor()) && backwards.get(old).size() == 1) found.put(to, old);
        });
        return found;
    }

    private static Set<Member> fields(ClassNode c) {
        Set<Member> fields = new HashSet<>();
        for (FieldNode f : c.fields) {
            if ((f.access & Opcodes.ACC_STATIC) == 0) fields.add(new Member(f.name, f.desc));
        }
        return fields;
    }

    private static List<AbstractInsnNode> instructions(MethodNode m) {
        List<AbstractInsnNode> real = new ArrayList<>();
        for (AbstractInsnNode insn : m.instructions) {
            if (insn.getOpcode() >= 0) real.add(insn);
        }
        return real;
    }

    private void compare(List<AbstractInsnNode> before, List<AbstractInsnNode> after) {
        if (before.size() != after.size()) return;
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).getOpcode() != after.get(i).getOpcode()) return;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!(before.get(i) instanceof FieldInsnNode old) || !(after.get(i) instanceof FieldInsnNode now)) continue;
            boolean own = old.owner.equals(running.name) && now.owner.equals(next.name);
            if (!own || old.getOpcode() != Opcodes.GETFIELD && old.getOpcode() != Opcodes.PUTFIELD) continue;
            Member from = new Member(old.name, old.desc);
            Member to = new Member(now.name, now.desc);
            (old.getOpcode() == Opcodes.GETFIELD ? reads : writes).computeIfAbsent(to, m -> new HashSet<>()).add(from);
            backwards.computeIfAbsent(from, m -> new HashSet<>()).add(to);
        }
    }
}
